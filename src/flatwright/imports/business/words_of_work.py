"""Words of tickets as other systems write them, and what each means here.

In English, German, French and Spanish, as `plain` writes them.
"""

KINDS = {
    **dict.fromkeys(("incident", "problem", "bug", "break fix", "alert"), "incident"),
    **dict.fromkeys(("störung", "stoerung", "fehler", "vorfall", "defekt"), "incident"),
    **dict.fromkeys(("panne", "problème", "erreur", "dérangement"), "incident"),
    **dict.fromkeys(("incidente", "incidencia", "problema", "avería"), "incident"),
    **dict.fromkeys(("request", "service request", "question", "task"), "request"),
    **dict.fromkeys(("anfrage", "frage", "aufgabe", "auftrag", "bestellung"), "request"),
    **dict.fromkeys(("serviceanfrage", "service anfrage", "wunsch"), "request"),
    **dict.fromkeys(("demande", "demande de service", "tâche"), "request"),
    **dict.fromkeys(("solicitud", "petición", "pregunta", "consulta", "tarea"), "request"),
    **dict.fromkeys(("vendor", "lieferant", "hersteller", "fournisseur"), "vendor"),
    "proveedor": "vendor",
    **dict.fromkeys(("proactive", "maintenance", "monitoring"), "proactive"),
    **dict.fromkeys(("wartung", "überwachung", "proaktiv"), "proactive"),
    **dict.fromkeys(("surveillance", "mantenimiento", "supervisión"), "proactive"),
}
PRIORITIES = {
    **dict.fromkeys(("p1", "1", "critical", "urgent", "emergency"), "p1"),
    **dict.fromkeys(("kritisch", "dringend", "notfall", "critique", "crítica"), "p1"),
    **dict.fromkeys(("urgente", "crítico"), "p1"),
    **dict.fromkeys(("p2", "2", "high", "hoch", "haute", "élevée", "alta", "alto"), "p2"),
    **dict.fromkeys(("p3", "3", "medium", "normal", "moderate", "mittel"), "p3"),
    **dict.fromkeys(("normale", "moyenne", "media", "medio"), "p3"),
    **dict.fromkeys(("p4", "4", "low", "niedrig", "gering"), "p4"),
    **dict.fromkeys(("basse", "faible", "baja", "bajo"), "p4"),
}
STATUSES = {
    **dict.fromkeys(("new", "neu", "nouveau", "nuevo"), "new"),
    **dict.fromkeys(("open", "in progress", "assigned", "active"), "open"),
    **dict.fromkeys(("offen", "in bearbeitung", "in arbeit", "zugewiesen"), "open"),
    **dict.fromkeys(("ouvert", "en cours", "assigné"), "open"),
    **dict.fromkeys(("abierto", "en curso", "en progreso", "asignado"), "open"),
    **dict.fromkeys(("waiting", "on hold", "pending", "waiting client"), "waiting_client"),
    **dict.fromkeys(("wartend", "wartet", "en attente", "en espera"), "waiting_client"),
    **dict.fromkeys(("warten auf kunde", "pendiente"), "waiting_client"),
    "waiting vendor": "waiting_vendor",
    **dict.fromkeys(("planned", "scheduled", "geplant"), "planned"),
    **dict.fromkeys(("planifié", "prévu", "planificado", "programado"), "planned"),
    **dict.fromkeys(("resolved", "completed", "complete", "done", "solved"), "resolved"),
    **dict.fromkeys(("gelöst", "erledigt", "fertig", "abgeschlossen"), "resolved"),
    **dict.fromkeys(("résolu", "terminé", "resuelto", "terminado", "hecho"), "resolved"),
    **dict.fromkeys(("closed", "cancelled", "canceled"), "closed"),
    **dict.fromkeys(("geschlossen", "storniert", "abgebrochen"), "closed"),
    **dict.fromkeys(("fermé", "clos", "annulé", "cerrado", "cancelado"), "closed"),
}
