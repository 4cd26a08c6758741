#!/usr/bin/env python3
"""Writes a recording down with Moonshine's small English model, offline, as JSON that Greenroom reads.

    pip install moonshine-voice==0.0.73        (56 MB; the model is in it; MIT)
    Settings, Recording, "Program that writes down":
        /path/to/python3 /path/to/moonshine.py {wav}

A line is a sentence or so, with the time at which it was said.
"""

import array
import json
import sys
import wave


def samples(path):
    """The recording's samples from -1 to 1, and its rate."""
    with wave.open(path, "rb") as wav:
        if (wav.getnchannels(), wav.getsampwidth()) != (1, 2):
            raise SystemExit("it reads 16-bit mono recordings only")
        frames = array.array("h", wav.readframes(wav.getnframes()))
        if sys.byteorder == "big":
            frames.byteswap()
        return [frame / 32768 for frame in frames], wav.getframerate()


def main():
    if len(sys.argv) != 2:
        raise SystemExit("usage: moonshine.py RECORDING.wav")
    try:
        from moonshine_voice import ModelArch, Transcriber, get_model_path
    except ImportError:
        raise SystemExit("install it first: pip install moonshine-voice==0.0.73")
    frames, rate = samples(sys.argv[1])
    with Transcriber(str(get_model_path("tiny-en")), ModelArch.TINY) as transcriber:
        lines = transcriber.transcribe_without_streaming(frames, rate).lines
    words = [
        {
            "from": round(line.start_time, 3),
            "to": round(line.start_time + line.duration, 3),
            "text": line.text,
        }
        for line in lines
    ]
    json.dump({"words": words}, sys.stdout, ensure_ascii=False)


main()
