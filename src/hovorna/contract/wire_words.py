"""Published word lists that the domain has no use for: they only describe what a channel or a file went through."""

from enum import StrEnum


class AvRequestState(StrEnum):
    NONE = "None"
    REQUESTED = "Requested"
    ACCEPTED = "Accepted"
    REJECTED_USER = "RejectedUser"
    #: The contract's spelling: a browser without audio and video.
    REJECTED_BROWSER = "RejectedShitBrowser"
    REJECTED_NO_MIC = "RejectedNoMic"


class MediaResult(StrEnum):
    SUCCESS = "Success"
    NO_CAMERA_ONLY_MIC = "NoCameraOnlyMic"
    NO_DEVICES = "NoDevices"
    USER_DENIED = "UserDenied"


class FormFieldInputType(StrEnum):
    TEXT = "Text"
    EMAIL = "Email"
    PHONE = "Phone"
    NUMBER = "Number"
    TEXT_AREA = "TextArea"
    RICH_TEXT = "RichText"
    RADIO = "Radio"
    SELECT = "Select"
    IMAGE = "Image"
    VIDEO = "Video"
    DOCUMENT = "Document"
    GDPR = "Gdpr"
    CONFIRMATION = "Confirmation"
    SUBMIT = "Submit"
    IDENTIFICATION = "Identification"
    TIME_PICKER = "TimePicker"
    LIST_PICKER = "ListPicker"
    QUICK_REPLY = "QuickReply"
    STARS = "Stars"
    SMILES = "Smiles"
    THUMBS = "Thumbs"
    FEEDBACK = "Feedback"
    TRANSCRIPT = "Transcript"
    NPS_SCALE = "NPSScale"
    FILE_UPLOAD = "FileUpload"
    PAYMENT_REQUEST = "PaymentRequest"


class HeroCardSubmissionResult(StrEnum):
    SUBMITTED = "Submitted"
    CANCELLED = "Cancelled"


class DeliveryState(StrEnum):
    SENT = "Sent"
    SENDING_FAILED = "SendingFailed"
    DELIVERY_FAILED = "DeliveryFailed"
    DELIVERED = "Delivered"
    READ = "Read"


class FileRemovalState(StrEnum):
    REMOVED = "REMOVED"
    ALREADY_REMOVED = "ALREADY_REMOVED"
    INACCESSIBLE = "INACCESSIBLE"
