"""A router's forwarding path in user space: it cuts, loses, delays and narrows what passes through.

Packets reach it through a TUN device and leave through the same one (Router.ts sets the routes). It works like
tc-netem and tc-tbf, needs neither, and also answers TCP with resets, as a middlebox that forgot a connection does.
Orders come as JSON lines on stdin, answers leave on stdout; it ends when stdin ends.

  {"id": 1, "links": {"ann": ["10.77.1.2"]}}          whose packets are whose
  {"id": 2, "link": "ann", "up": {...}, "down": {...}} what happens to them from now on
  {"id": 3, "count": true}                             packets, bytes and losses since the start

A direction: {"stop": [{"proto": "tcp", "port": 8080, "reset": true}], "loss": 0.05, "delayMs": 200, "jitterMs": 100,
"rateKbps": 300, "queueMs": 300}. `proto` is tcp, udp or any; without `port` all ports. Jitter is drawn anew for every
packet and may change their order, as netem's does. Times in answers are ms since the epoch.
"""
import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
TCP, UDP = 6, 17
LONGEST_QUEUE = 20_000
REMEMBERED_FLOWS = 200


class Direction:
    def __init__(self):
        self.rules = {}
        self.busy_until = 0.0
        self.seen = {"packets": 0, "bytes": 0, "lost": 0}

    def change(self, rules):
        self.rules = rules
        self.busy_until = 0.0


def proto_and_ports(packet):
    header = (packet[0] & 15) * 4
    proto = packet[9]
    fragment = ((packet[6] & 0x1F) << 8) | packet[7]
    if proto in (TCP, UDP) and fragment == 0 and len(packet) >= header + 4:
        return proto, struct.unpack_from("!HH", packet, header)
    return proto, (0, 0)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def reset_for(packet):
    """RFC 9293 §3.10.7.1: the reset that a host without such a connection answers with; None to a reset."""
    header = (packet[0] & 15) * 4
    source_port, target_port, seq, ack, offset, flags = struct.unpack_from("!HHIIBB", packet, header)
    if flags & 4:
        return None
    length = len(packet) - header - (offset >> 4) * 4 + (flags & 1) + ((flags >> 1) & 1)
    if flags & 16:
        numbers = (ack, 0, 0x50, 4)
    else:
        numbers = (0, (seq + length) & 0xFFFFFFFF, 0x50, 4 | 16)
    source, target = packet[16:20], packet[12:16]
    segment = struct.pack("!HHIIBBHHH", target_port, source_port, *numbers, 0, 0, 0)
    pseudo = source + target + struct.pack("!BBH", 0, TCP, len(segment))
    segment = segment[:16] + struct.pack("!H", checksum(pseudo + segment)) + segment[18:]
    ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(segment), 0, 0, 64, TCP, 0) + source + target
    return ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:] + segment


class Router:
    def __init__(self, tun, seed):
        self.tun = tun
        self.dice = random.Random(seed)
        self.owner = {}
        self.links = {}
        self.waiting = []
        self.number = 0
        self.flows = {}

    def direction(self, link, way):
        return self.links.setdefault(link, {"up": Direction(), "down": Direction()})[way]

    def order(self, order):
        at = int(time.time() * 1000)
        if "links" in order:
            self.owner = {address: link for link, addresses in order["links"].items() for address in addresses}
        if "link" in order:
            for way in ("up", "down"):
                self.direction(order["link"], way).change(order.get(way, {}))
            self.reset_flows(order["link"])
        answer = {"id": order["id"], "at": at}
        if "count" in order:
            answer["seen"] = {name: {way: one.seen for way, one in ways.items()} for name, ways in self.links.items()}
        return answer

    def packet(self, packet):
        if packet[0] >> 4 != 4:
            return
        self.remember(packet)
        due = time.monotonic()
        for link, way in self.ways(packet):
            due = self.shape(packet, self.direction(link, way), due)
            if due is None:
                return
        if len(self.waiting) < LONGEST_QUEUE:
            self.number += 1
            heapq.heappush(self.waiting, (due, self.number, packet))

    def ways(self, packet):
        """The links that a packet passes, and in which direction."""
        for address, way in ((packet[12:16], "up"), (packet[16:20], "down")):
            link = self.owner.get(".".join(map(str, address)))
            if link is not None:
                yield link, way

    def remember(self, packet):
        """The latest packet of each TCP connection, for resets."""
        proto, ports = proto_and_ports(packet)
        if proto != TCP or ports == (0, 0):
            return
        self.flows.pop((packet[12:20], ports), None)
        self.flows[(packet[12:20], ports)] = packet
        if len(self.flows) > REMEMBERED_FLOWS:
            del self.flows[next(iter(self.flows))]

    def reset_flows(self, link):
        """Connections that a new rule resets are reset at once, not at their next packet."""
        for packet in list(self.flows.values()):
            for passed, way in self.ways(packet):
                if passed == link:
                    self.stopped(packet, self.direction(link, way).rules)

    def shape(self, packet, direction, due):
        """When the packet may go on, or None."""
        rules, seen = direction.rules, direction.seen
        seen["packets"] += 1
        seen["bytes"] += len(packet)
        if self.stopped(packet, rules) or self.dice.random() < rules.get("loss", 0):
            seen["lost"] += 1
            return None
        rate = rules.get("rateKbps")
        if rate:
            begins = max(due, direction.busy_until)
            if begins - due > rules.get("queueMs", 300) / 1000:
                seen["lost"] += 1
                return None
            due = direction.busy_until = begins + len(packet) * 8 / (rate * 1000)
        jitter = rules.get("jitterMs", 0)
        return due + max(0, rules.get("delayMs", 0) + self.dice.uniform(-jitter, jitter)) / 1000

    def stopped(self, packet, rules):
        for stop in rules.get("stop", ()):
            proto, ports = proto_and_ports(packet)
            if stop["proto"] != "any" and proto != (TCP if stop["proto"] == "tcp" else UDP):
                continue
            if "port" in stop and stop["port"] not in ports:
                continue
            if stop.get("reset") and proto == TCP:
                reset = reset_for(packet)
                if reset:
                    self.send(reset)
            return True
        return False

    def send(self, packet):
        try:
            os.write(self.tun, packet)
        except OSError:
            pass  # Its target is gone; a router drops it.

    def flush(self):
        """Sends what is due; how long until the next one, seconds."""
        now = time.monotonic()
        while self.waiting and self.waiting[0][0] <= now:
            self.send(heapq.heappop(self.waiting)[2])
        return self.waiting[0][0] - now if self.waiting else 1.0


def main(name, seed):
    os.setpriority(os.PRIO_PROCESS, 0, -15)
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22s", name.encode(), IFF_TUN | IFF_NO_PI, b""))
    router = Router(tun, seed)
    print(json.dumps({"id": 0, "at": round(time.time() * 1000)}), flush=True)
    unread = b""
    while True:
        readable, _, _ = select.select([tun, 0], [], [], max(0, router.flush()))
        if tun in readable:
            for _ in range(64):
                try:
                    packet = os.read(tun, 65536)
                except BlockingIOError:
                    break
                except OSError:
                    break
                router.packet(packet)
        if 0 in readable:
            got = os.read(0, 65536)
            if not got:
                return
            *lines, unread = (unread + got).split(b"\n")
            for line in lines:
                print(json.dumps(router.order(json.loads(line))), flush=True)


main(sys.argv[1], int(sys.argv[2]))
