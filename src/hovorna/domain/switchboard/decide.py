"""Decides commands: the only door to a switchboard. A refusal is raised before anything has changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hovorna.domain.switchboard import (
    accepting,
    arrivals,
    calling,
    configuring,
    deadlines,
    directory,
    ending,
    handover,
    presence,
    recording,
    upkeep,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.matching import settle
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn


def decide(board: Switchboard, command: c.Command, now: datetime) -> Turn:
    """The board moves on; the turn tells what happened. After any other exception than a DomainError the board is
    spoilt and must be loaded again."""
    turn = Turn(board, now)
    HANDLERS[type(command)](turn, command)
    settle(turn)
    _forget_final(turn)
    return turn


def _forget_final(turn: Turn) -> None:
    """Sessions that became final stay visible in the turn, so that their documents can be made."""
    sessions = turn.board.sessions
    for session_id in turn.effects.sessions:
        session = sessions.get(session_id)
        if session is not None:
            turn.touched[session_id] = session
            if session.status.is_final:
                del sessions[session_id]


HANDLERS: dict[type[c.Command], Callable[[Turn, Any], None]] = {
    c.CreateSession: arrivals.create,
    c.RequestRouting: arrivals.request_routing,
    c.JoinGuest: arrivals.join_guest,
    c.DropGuest: arrivals.drop_guest,
    c.ReturnGuest: arrivals.return_guest,
    c.JoinChatbot: arrivals.join_chatbot,
    c.HandOff: arrivals.hand_off,
    c.JoinOperator: arrivals.join_operator,
    c.LeaveAsGuest: ending.leave_as_guest,
    c.BanGuest: ending.ban,
    c.EndSession: ending.end_by_order,
    c.LeaveSession: ending.leave,
    c.Conclude: ending.conclude,
    c.AcceptOffer: accepting.accept,
    c.RingLeg: accepting.ring,
    c.RejectOffer: accepting.reject,
    c.SetPresence: presence.set_presence,
    c.DisconnectOperator: presence.disconnect,
    c.ReconnectOperator: presence.reconnect,
    c.Forward: handover.forward,
    c.ReportPhoneForward: handover.report_phone_forward,
    c.Invite: handover.invite,
    c.CancelInvite: handover.cancel_invite,
    c.Dial: calling.dial,
    c.ReportDial: calling.report_dial,
    c.Hold: calling.hold,
    c.Resume: calling.resume,
    c.PostMessage: upkeep.post_message,
    c.ShareFile: upkeep.share_file,
    c.DeleteFile: upkeep.delete_file,
    c.StartRecording: upkeep.start_recording,
    c.ProcessRecording: upkeep.process_recording,
    c.FailRecording: upkeep.fail_recording,
    c.DeleteRecording: upkeep.delete_recording,
    c.SetCallParams: upkeep.set_call_params,
    c.TryRules: upkeep.try_rules,
    c.AssignTag: upkeep.assign_tag,
    c.RemoveTag: upkeep.remove_tag,
    c.WriteNote: upkeep.write_note,
    c.GiveFeedback: upkeep.give_feedback,
    c.Anonymise: upkeep.anonymise,
    c.ConfigureDepartment: configuring.department,
    c.ConfigureGroup: configuring.group,
    c.ConfigureOperator: configuring.operator,
    c.ConfigureRuleSet: configuring.rule_set,
    c.DefineTag: configuring.tag,
    c.AnnounceSetting: configuring.announce,
    c.ChangeContact: directory.change,
    c.RemoveContact: directory.remove,
    c.MergeContacts: directory.merge,
    c.AnonymiseContact: directory.anonymise,
    c.LinkContact: directory.link,
    c.FireTimer: deadlines.fire,
    recording.RecordSession: recording.record_session,
    recording.RecordPresence: recording.record_presence,
}
