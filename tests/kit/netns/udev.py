"""Says to everybody on this machine what its udev daemon would say when a device comes or goes: `udev.py add sound`."""

import socket
import struct
import sys

MAGIC = 0xFEEDCAFE
HEADER = 40
GROUP_UDEV = 2
NETLINK_KOBJECT_UEVENT = 15
SUBSYSTEM = sys.argv[2]


def murmur2(data: bytes) -> int:
    """Listeners filter by this hash of the subsystem's name (MurmurHash2, seed 0)."""
    mix = lambda value: (value * 0x5BD1E995) & 0xFFFFFFFF
    value = len(data)
    whole = len(data) - len(data) % 4
    for at in range(0, whole, 4):
        word = mix(int.from_bytes(data[at : at + 4], "little"))
        value = mix(value) ^ mix(word ^ (word >> 24))
    rest = data[whole:]
    if rest:
        value = mix(value ^ int.from_bytes(rest, "little"))
    value = mix(value ^ (value >> 13))
    return value ^ (value >> 15)


properties = [f"ACTION={sys.argv[1]}", f"DEVPATH=/devices/virtual/{SUBSYSTEM}/liuyun", f"SUBSYSTEM={SUBSYSTEM}", "SEQNUM=1"]
body = b"".join(line.encode() + b"\0" for line in properties)
header = struct.pack(">8sI", b"libudev\0", MAGIC)
header += struct.pack("=III", HEADER, HEADER, len(body))
header += struct.pack(">IIII", murmur2(SUBSYSTEM.encode()), 0, 0, 0)
door = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_KOBJECT_UEVENT)
door.bind((0, 0))
door.sendto(header + body, (0, GROUP_UDEV))
