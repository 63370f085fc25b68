"""Every change of this room: a verb, who did it, in one transaction, recorded."""

from .changes import decide, link_item, propose_change, unlink_item
from .items import check_item, hold_item_back, name_item, take_item_back, write_item
from .library import (
    add_resource,
    answer_format,
    ask_format,
    change_resource,
    remove_resource,
    take_format_back,
)
from .refusals import CannotComplete, CannotPublish, CannotSay
from .taking import complete, count_download, finish_module, learn_from, record_completion
from .training import (
    add_author,
    add_delivery,
    add_module,
    change_module,
    change_package,
    move_module_up,
    name_author,
    publish_package,
    remove_author,
    remove_delivery,
    remove_module,
    start_package,
)

__all__ = [
    "CannotComplete",
    "CannotPublish",
    "CannotSay",
    "add_author",
    "add_delivery",
    "add_module",
    "add_resource",
    "answer_format",
    "ask_format",
    "change_module",
    "change_package",
    "change_resource",
    "check_item",
    "complete",
    "count_download",
    "decide",
    "finish_module",
    "hold_item_back",
    "learn_from",
    "link_item",
    "move_module_up",
    "name_author",
    "name_item",
    "propose_change",
    "publish_package",
    "record_completion",
    "remove_author",
    "remove_delivery",
    "remove_module",
    "remove_resource",
    "start_package",
    "take_format_back",
    "take_item_back",
    "unlink_item",
    "write_item",
]
