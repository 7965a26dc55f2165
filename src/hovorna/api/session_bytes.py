"""Stored session documents as answers: the public address and, of open sessions, the conversation are put in."""

from hovorna.application import documents
from hovorna.application.activities import BASE
from hovorna.application.ports import LogReader, StoredSession


def document_of(session: StoredSession, reader: LogReader, base: bytes) -> bytes:
    document = session.document
    if documents.ACTIVITIES in document:
        document = documents.fill(document, reader.activities_of(session.department_id, session.id))
    return document.replace(BASE, base)
