#!/usr/bin/python3
"""A real RTSP server (GStreamer's) with N cameras for tests.

Each camera is encoded once in real time with a running clock burnt in and served at /cam1, /cam2, ... by TCP, with a
digest account when one is given; with --sub-codec a small stream of 640x360 at 10 is at /cam1/sub, ... Prints one line
"ready PORT" when it listens. It ends with its standard input, so it never outlives the test that started it. Commands on
standard input, one a line:
  drop          closes every client's connection
  still N       camera N repeats one picture from now on
  move N        and shows moving ones again
"""
import argparse
import os
import sys
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--cameras", type=int, default=1)
parser.add_argument("--codec", choices=["h264", "h265"], default="h264")
parser.add_argument("--width", type=int, default=640)
parser.add_argument("--height", type=int, default=360)
parser.add_argument("--fps", type=int, default=10)
parser.add_argument("--pattern", default="ball", help="a pattern of videotestsrc; with --still nothing in it moves")
parser.add_argument("--still", action="store_true", help="one repeated picture, no clock")
parser.add_argument("--sub-codec", choices=["h264", "h265"], help="each camera has a small stream too, of this codec")
parser.add_argument("--sounds", default="", help="by camera, separated by commas: aac, pcmu, or nothing")
parser.add_argument("--time-code", action="store_true", help="in camera 1 the time of each picture is in it, as 24 blocks along its top")
parser.add_argument("--fill", type=int, default=0, help="kbit/s up to which main streams of H.264 are filled, as cameras of a constant rate do; 0: as many as the picture needs")
parser.add_argument("--reordered", action="store_true", help="H.264 with pictures that are sent in another order than they are shown in (B pictures)")
parser.add_argument("--key-every", type=int, default=10, help="frames from one key picture to the next")
options = parser.parse_args()
# The account comes by the environment, as a process list shows arguments.
user = os.environ.get("RTSP_USER", "")
password = os.environ.get("RTSP_PASSWORD", "")

Gst.init(None)

encoders = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast bitrate={rate} key-int-max={key} ! rtph264pay name=pay0 pt=96 config-interval=-1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast bitrate={rate} key-int-max={key} ! rtph265pay name=pay0 pt=96 config-interval=-1",
}
# A steady tone, so that what is heard can be told from silence.
sounds = {
    "aac": "audiotestsrc is-live=true freq=440 volume=0.3 ! audio/x-raw,rate=44100,channels=1 ! voaacenc bitrate=64000 ! aacparse ! rtpmp4gpay name=pay1 pt=97",
    "pcmu": "audiotestsrc is-live=true freq=440 volume=0.3 ! audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay name=pay1 pt=0",
}
still_pattern = 13  # smpte75
moving_pattern = 18  # ball


def launch(codec, width, height, fps):
    # The clock comes with Debian's gstreamer1.0-x; without it the moving ball alone tells one picture from the next.
    has_clock = not options.still and Gst.ElementFactory.find("clockoverlay") is not None
    size = 28 if height < 700 else 20
    clock = "" if not has_clock else f' ! clockoverlay name=clock time-format="%H:%M:%S" font-desc="Sans {size}" halignment=center valignment=center'
    rate = 600 if height < 700 else options.fill or 2000
    # Constant rate as in H.264 annex C: what the picture does not need is filler data.
    fill = ' option-string="nal-hrd=cbr:filler=1"' if options.fill and height >= 700 and codec == "h264" else ""
    encoder = encoders[codec]
    if options.reordered:
        encoder = encoder.replace("tune=zerolatency speed-preset=ultrafast", "speed-preset=veryfast bframes=2 b-adapt=false rc-lookahead=4")
        encoder = encoder.replace(" ! rtph264pay", " ! video/x-h264,profile=main ! rtph264pay")
    return (
        f"( videotestsrc name=source is-live=true pattern={'smpte75' if options.still else options.pattern} "
        f"! video/x-raw,format=I420,width={width},height={height},framerate={fps}/1 "
        f"{clock} ! {encoder.format(key=f'{options.key_every}{fill}', rate=rate)} )"
    )


def coded_launch(codec, width, height, fps):
    rate = 600 if height < 700 else 2000
    return (
        f"( appsrc name=coded is-live=true do-timestamp=true format=time max-buffers=2 leaky-type=downstream "
        f"caps=video/x-raw,format=I420,width={width},height={height},framerate={fps}/1 "
        f"! {encoders[codec].format(key=options.key_every, rate=rate)} )"
    )


def push_coded(number, source, width, height, fps):
    """Pushes pictures with a bar that moves and, along the top, the time: 20 bits of epoch milliseconds and 4 to check them."""
    block = width // 24
    ground = bytes(60 + (x * 90) // width for x in range(width)) * height
    chroma = bytes([128]) * (width * height // 2)
    count = 0
    repeated = None

    def push():
        nonlocal count, repeated
        if number in still and repeated is not None:
            return source.emit("push-buffer", Gst.Buffer.new_wrapped(repeated)) == Gst.FlowReturn.OK
        picture = bytearray(ground)
        bar = (count * 8) % (width - 40)
        for y in range(height // 2, height // 2 + 60):
            picture[y * width + bar : y * width + bar + 40] = b"\xe0" * 40
        value = int(time.time() * 1000) % (1 << 20)
        # Plus something, so that a black picture is no time.
        check = (5 + sum((value >> (4 * at)) & 15 for at in range(5))) & 15
        code = value << 4 | check
        row = b"".join((b"\xeb" if code >> (23 - at) & 1 else b"\x10") * block for at in range(24)).ljust(width, b"\x10")
        for y in range(32):
            picture[y * width : (y + 1) * width] = row
        count += 1
        repeated = bytes(picture) + chroma
        return source.emit("push-buffer", Gst.Buffer.new_wrapped(repeated)) == Gst.FlowReturn.OK

    GLib.timeout_add(1000 // fps, push)


medias = {}
still = set()


def show(media, is_still):
    element = media.get_element()
    source = element.get_by_name("source")
    if source is not None:
        source.set_property("pattern", still_pattern if is_still else moving_pattern)
    overlay = element.get_by_name("clock")
    if overlay is not None:
        overlay.set_property("silent", is_still)


def configured(number, picture):
    def on_configure(_factory, media):
        source = media.get_element().get_by_name("coded")
        if source is not None:
            push_coded(number, source, *picture)
        medias.setdefault(number, []).append(media)
        media.connect("unprepared", lambda gone: medias[number].remove(gone) if gone in medias[number] else None)
        if number in still:
            show(media, True)
    return on_configure


def set_still(number, is_still):
    (still.add if is_still else still.discard)(number)
    for media in medias.get(number, []):
        show(media, is_still)
    return False


server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(str(options.port))

if user:
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    auth.add_digest(user, password, token)
    server.set_auth(auth)

mounts = server.get_mount_points()
for n in range(1, options.cameras + 1):
    streams = [("", options.codec, options.width, options.height, options.fps)]
    if options.sub_codec:
        streams.append(("/sub", options.sub_codec, 640, 360, 10))
    for path, *picture in streams:
        factory = GstRtspServer.RTSPMediaFactory()
        pipeline = (coded_launch if options.time_code and n == 1 else launch)(*picture)
        sound = sounds.get((options.sounds.split(",") + [""] * n)[n - 1])
        factory.set_launch(pipeline if sound is None or path else f"{pipeline[:-1]} {sound} )")
        factory.set_shared(True)
        factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
        factory.connect("media-configure", configured(n, picture[1:]))
        if user:
            permissions = GstRtspServer.RTSPPermissions()
            permissions.add_permission_for_role("user", "media.factory.access", True)
            permissions.add_permission_for_role("user", "media.factory.construct", True)
            factory.set_permissions(permissions)
        mounts.add_factory(f"/cam{n}{path}", factory)

if server.attach(None) == 0:
    print(f"failed: port {options.port}", file=sys.stderr)
    sys.exit(1)

loop = GLib.MainLoop()


def read_commands():
    for line in sys.stdin:
        word, *rest = line.split() or [""]
        if word in ("still", "move"):
            GLib.idle_add(set_still, int(rest[0]), word == "still")
        if word == "drop":
            GLib.idle_add(lambda: server.client_filter(lambda *_: GstRtspServer.RTSPFilterResult.REMOVE, None) and False)
    GLib.idle_add(loop.quit)


threading.Thread(target=read_commands, daemon=True).start()
print(f"ready {server.get_bound_port()}", flush=True)
loop.run()
