"""What guest and operators say and share, whoever does it."""

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.limits import NAME
from hovorna.api.replies import posted, shared
from hovorna.api.uploads import Upload, require_open
from hovorna.application.ports import StoredSession
from hovorna.contract.bad_input import BadInput
from hovorna.contract.operations_guest import NewMessage
from hovorna.contract.query import QueryReader
from hovorna.domain.switchboard.commands import PostMessage, ShareFile
from hovorna.domain.vocabulary import ClientType


async def post_message(call: Call, session: StoredSession, operator_id: int | None) -> Answer:
    text = (await call.body(NewMessage)).text
    command = PostMessage(session.id, _speaker(operator_id), text, operator_id)
    return await call.write(session.department_id, command, posted)


async def share_file(call: Call, session: StoredSession, operator_id: int | None) -> Answer:
    """The body is the file; its name stands in the query, its type in Content-Type."""
    name = _file_name(call)
    require_open(session, "sharing a file")
    upload = Upload(call, session, "file")
    blob = await upload.store()
    command = ShareFile(session.id, _speaker(operator_id), name, blob, operator_id)
    return await upload.tell(session.department_id, command, blob.sha256, shared)


def _speaker(operator_id: int | None) -> ClientType:
    return ClientType.GUEST if operator_id is None else ClientType.USER


def _file_name(call: Call) -> str:
    query = QueryReader(call.query)
    name = query.text("name")
    query.finish()
    # Some browsers send the whole path.
    name = (name or "").replace("\\", "/").rpartition("/")[2].strip()
    if not 1 <= len(name) <= NAME:
        raise BadInput({"name": f"Must have between 1 and {NAME} characters."})
    return name
