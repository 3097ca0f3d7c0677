#!/usr/bin/python3
"""A real RTSP server (GStreamer's) with N cameras for tests.

Each camera is encoded once in real time with a running clock burnt in and served at /cam1, /cam2, ... by TCP, with a
digest account when one is given. Prints one line "ready PORT" when it listens. It ends with its standard input, so
it never outlives the test that started it. Commands on standard input, one a line:
  drop          closes every client's connection
"""
import argparse
import os
import sys
import threading

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
parser.add_argument("--key-every", type=int, default=10, help="frames from one key picture to the next")
options = parser.parse_args()
# The account comes by the environment, as a process list shows arguments.
user = os.environ.get("RTSP_USER", "")
password = os.environ.get("RTSP_PASSWORD", "")

Gst.init(None)

encoder = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max={key} ! rtph264pay name=pay0 pt=96 config-interval=-1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max={key} ! rtph265pay name=pay0 pt=96 config-interval=-1",
}[options.codec].format(key=options.key_every)


def launch(number):
    # The clock comes with Debian's gstreamer1.0-x; without it the moving ball alone tells one picture from the next.
    has_clock = not options.still and Gst.ElementFactory.find("clockoverlay") is not None
    clock = "" if not has_clock else ' ! clockoverlay time-format="%H:%M:%S" font-desc="Sans 28" halignment=center valignment=center'
    return (
        f"( videotestsrc is-live=true pattern={'smpte75' if options.still else options.pattern} "
        f"! video/x-raw,format=I420,width={options.width},height={options.height},framerate={options.fps}/1 "
        f"{clock} ! {encoder} )"
    )


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
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(launch(n))
    factory.set_shared(True)
    factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
    if user:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role("user", "media.factory.access", True)
        permissions.add_permission_for_role("user", "media.factory.construct", True)
        factory.set_permissions(permissions)
    mounts.add_factory(f"/cam{n}", factory)

if server.attach(None) == 0:
    print(f"failed: port {options.port}", file=sys.stderr)
    sys.exit(1)

loop = GLib.MainLoop()


def read_commands():
    for line in sys.stdin:
        if line.strip() == "drop":
            GLib.idle_add(lambda: server.client_filter(lambda *_: GstRtspServer.RTSPFilterResult.REMOVE, None) and False)
    GLib.idle_add(loop.quit)


threading.Thread(target=read_commands, daemon=True).start()
print(f"ready {server.get_bound_port()}", flush=True)
loop.run()
