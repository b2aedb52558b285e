"""Is this work covered, and who pays?"""
