"""Every change of this room: a verb, who did it, in one transaction, recorded."""

from .changes import decide, link_item, propose_change, unlink_item
from .items import check_item, hold_item_back, name_item, take_item_back, write_item
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
    "change_module",
    "change_package",
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
    "start_package",
    "take_item_back",
    "unlink_item",
    "write_item",
]
