// Small things that make the pages quicker to use; every page works without them.
import "./dialogs.js";
import "./forms.js";
import "./keys.js";
import "./lists.js";
import "./scheme.js";
import "./timer.js";
import "./toasts.js";
import "./copy.js";
