from grants.audit.models.audits import AuditFile

__all__ = [
    "AuditFile",
]
