#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands in for the endpoints of language models, on loopback.

standin.py [--tls PEM] [--log FILE] [--key-file FILE] [--claims FILE] [--hours N] [--no-bodies] [--points]
           [--tokens IN,OUT]

Prints its port, and serves until it is ended, ten minutes at most (or N hours). By path it speaks
three forms: /v1/chat/completions OpenAI's, /v1/messages Anthropic's, /api/chat Ollama's.

What it answers is the model's name: MODE[=ARGUMENT][*TIMES], and what follows behind a comma; when
all of it had its times, "honest". So "429=1*2,liar-actor" is: 429 with Retry-After: 1 twice, then a
liar. Times are of requests with this name, to which #ANYTHING may be added. The modes that are
models are in models.py:

  honest              a point of each sender, in words of theirs
  liar-KIND           ... of which one is told wrong, and so again (models.LIES)
  repairable-KIND     ... and put right when it is told so
  swapper=SHARE       gives SHARE of 100 points to others
  fibber=SHARE        tells SHARE of 100 points wrong, each in one way of models.LIES
  wrong               nothing of it can stand; silent: nothing is of the period
  obeys, fooled       does what mails ask for; takes forged heads of mails for real ones
  claims[=stands]     what the table of --claims says, all or what stands; =falls: what does not
  bidi                honest, strewn with characters that nobody sees

The others are in the tables below: BREACHES of the form of an answer, REFUSED, and FAULTS.

Each request is a line of JSON in the log: what it asked for, by which headers, whether the key
was right ("none" where there was none), how many for that model were under way with it, and how
many points and lies it was answered with. The key itself is not. With --points, each point is
there, with the kind of lie that it is, and what the model was told of those that were rejected;
"asked" is the same number for all that is asked about the same mails.
"""

import argparse
import json
import random
import socket
import struct
import sys
import threading
import time

import faulty
import models

PATHS = {"/v1/chat/completions": "openai", "/v1/messages": "anthropic", "/api/chat": "ollama"}
HUGE = 100 << 20
UNSEEN = ["\u202e", "\u200b", "\u2066", "\u2069", "\ufeff", "\u00ad", "\U000e0041"]


def strewn(text):
    """Between any two words, characters that are not seen."""
    words = text.split(" ")
    return " ".join(word[:1] + UNSEEN[i % len(UNSEEN)] + word[1:] + UNSEEN[(i + 3) % len(UNSEEN)]
                    for i, word in enumerate(words))


def bidi(ask):
    answer = models.honest(ask)
    for part in answer.values():
        for told in part:
            told["quote"], told["text"] = strewn(told["quote"]), strewn(told["text"])
    return answer


MODELS = {
    "honest": models.honest, "wrong": models.all_wrong, "silent": models.silent, "obeys": models.obeys, "bidi": bidi,
}
for lie in models.LIES:
    MODELS["liar-" + lie] = models.liar(lie)
    MODELS["repairable-" + lie] = models.liar(lie, mends=True)

SHARES = {"swapper": models.swapper, "fibber": models.fibber}

# What a good answer is made into.
BREACHES = {
    "fenced": lambda good: f"```json\n{good}\n```",
    "thinking": lambda good: f"<think>What does P1 say? {{\"now\": []}}\n</think>\n\n{good}",
    "talkative": lambda good: f"Here is the summary:\n\n{good}\n\nI hope this helps!",
    "missing": lambda good: json.dumps({"now": json.loads(good)["now"]}),
    "two": lambda good: good + "\n" + json.dumps(dict(models.empty(), now="none")),
    "none": lambda good: "{}",
    "types": lambda good: json.dumps({"proposed": "none", "before": {}, "now": 3}),
    "odd": lambda good: json.dumps({"proposed": [], "before": [], "now": [
        "words", None, {"actor": 1, "cites": "1", "quote": [], "text": {}}, {"cites": [-1, 1.5, 1e99, True, None]}]}),
    "prose": lambda good: "Ann sent a patch, and Bo was of another opinion.",
    "deep": lambda good: "[" * 100000,
    "broken": lambda good: good[:len(good) // 2],
    "many": lambda good: json.dumps(dict(json.loads(good), now=json.loads(good)["now"] * 500)),
    "empty": lambda good: "",
    "blank": lambda good: " \n\t",
}


# --- the three forms -------------------------------------------------------------------------------

def text_of(content):
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return content or ""


def prompt_of(body):
    """What the system says, and the user."""
    said = {"system": text_of(body.get("system"))}
    for message in body.get("messages", []):
        role = "system" if message["role"] == "developer" else message["role"]
        said[role] = said.get(role, "") + text_of(message["content"])
    return said["system"], said.get("user", "")


def schema_of(form, body):
    """"schema", "object" or "text": how firmly the form of the answer is asked for."""
    if form == "ollama":
        return {"str": "object", "dict": "schema"}.get(type(body.get("format")).__name__, "text")
    kind = (body.get("response_format") or {}).get("type", "text")
    return {"json_schema": "schema", "json_object": "object"}.get(kind, "text")


def reply(form, model, content, tokens, cut=False, refused=False):
    """An answer, as each of them puts it."""
    taken, made = tokens
    if form == "anthropic":
        reason = "refusal" if refused else "max_tokens" if cut else "end_turn"
        return {"id": "msg_standin", "type": "message", "role": "assistant", "model": model,
                "content": [] if refused else [{"type": "text", "text": content}],
                "stop_reason": reason, "stop_sequence": None,
                "usage": {"input_tokens": taken, "output_tokens": made}}
    if form == "ollama":
        return {"model": model, "created_at": "2026-02-16T00:00:00Z",
                "message": {"role": "assistant", "content": "I cannot help with that." if refused else content},
                "done": True, "done_reason": "length" if cut else "stop",
                "prompt_eval_count": taken, "eval_count": made}
    message = {"role": "assistant", "content": None if refused else content,
               "refusal": "I cannot help with that." if refused else None}
    reason = "length" if cut else "stop"
    return {"id": "chatcmpl-standin", "object": "chat.completion", "created": 1771200000, "model": model,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reason}],
            "usage": {"prompt_tokens": taken, "completion_tokens": made, "total_tokens": taken + made}}


def error(form, kind, message, code=None, param=None):
    if form == "anthropic":
        return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_standin"}
    if form == "ollama":
        return {"error": message}
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def no_quota(form):
    if form == "anthropic":
        return 400, error(form, "invalid_request_error", "Your credit balance is too low to access the Anthropic API. "
                          "Please go to Plans & Billing to upgrade or purchase credits.")
    if form == "ollama":
        return 402, error(form, "", "you have no credits left")
    return 429, error(form, "insufficient_quota", "You exceeded your current quota, please check your plan and "
                      "billing details.", code="insufficient_quota")


def no_schema(form, body):
    """Of servers that know no schema: refuses one, in their words."""
    if schema_of(form, body) != "schema":
        return None
    if form == "ollama":
        return 400, error(form, "", "json: cannot unmarshal object into Go struct field ChatRequest.format of type string")
    return 400, error(form, "invalid_request_error", "Invalid parameter: 'response_format' of type 'json_schema' is not "
                      "supported with this model.", param="response_format")


def no_json(form, body):
    if schema_of(form, body) != "object":
        return no_schema(form, body)
    return 400, error(form, "invalid_request_error", "response_format is not supported by this model",
                      param="response_format")


def no_max_tokens(form, body):
    if form != "openai" or "max_tokens" not in body:
        return None
    return 400, error(form, "invalid_request_error", "Unsupported parameter: 'max_tokens' is not supported with this "
                      "model. Use 'max_completion_tokens' instead.", code="unsupported_parameter", param="max_tokens")


def no_temperature(form, body):
    if "temperature" not in body and "temperature" not in body.get("options", {}):
        return None
    return 400, error(form, "invalid_request_error", "Unsupported value: 'temperature' does not support 0 with this "
                      "model. Only the default (1) value is supported.", code="unsupported_value", param="temperature")


REFUSED = {"noschema": no_schema, "nojson": no_json, "nomaxtokens": no_max_tokens, "notemperature": no_temperature}

STATUSES = {
    "400": ("invalid_request_error", "That is not understood."),
    "401": ("authentication_error", "Incorrect API key provided."),
    "402": ("billing_error", "Payment required."),
    "403": ("permission_error", "This key may not use this model."),
    "404": ("not_found_error", "The model does not exist or you do not have access to it."),
    "408": ("timeout_error", "The request took too long."),
    "413": ("request_too_large", "Request exceeds the maximum size."),
    "429": ("rate_limit_error", "Rate limit reached for requests."),
    "500": ("api_error", "The server had an error."),
    "503": ("api_error", "The engine is currently overloaded."),
    "529": ("overloaded_error", "Overloaded"),
    "toolong": ("invalid_request_error", "This model's maximum context length is 4096 tokens. However, your messages "
                "resulted in 5000 tokens. Please reduce the length of the messages."),
}


# --- what a name asks for -------------------------------------------------------------------------

class Names:
    """Which step of a model's name is next."""

    def __init__(self):
        self.seen = {}
        self.lock = threading.Lock()

    def next(self, name):
        with self.lock:
            at = self.seen[name] = self.seen.get(name, 0) + 1
        for step in name.partition("#")[0].split(","):
            what, _, times = step.partition("*")
            if not times or at <= int(times):
                mode, _, argument = what.partition("=")
                return mode, argument
            at -= int(times)
        return "honest", ""


class Log:
    def __init__(self):
        self.file, self.number, self.lock = None, 0, threading.Lock()

    def write(self, **what):
        with self.lock:
            if self.file:
                self.file.write(json.dumps(what, ensure_ascii=False) + "\n")
                self.file.flush()


class Handler(faulty.Handler):
    log, names, options = Log(), Names(), None
    under_way, lock = {}, threading.Lock()
    rows, key = [], None

    # --- a request

    def do_GET(self):
        self.note()
        self.send(404, error("openai", "invalid_request_error", f"Invalid URL (GET {self.path})"))

    def count(self, by):
        """How many requests for this model are under way, this one too."""
        with Handler.lock:
            model = self.body.get("model")
            self.now_under_way = Handler.under_way[model] = Handler.under_way.get(model, 0) + by

    def do_POST(self):
        self.form = PATHS.get(self.path.partition("?")[0])
        self.body = json.loads(self.sent) if self.form else {}
        self.count(1)
        try:
            self.post()
        finally:
            self.count(-1)

    def post(self):
        if not self.form:
            self.note()
            return self.send(404, error("openai", "invalid_request_error", f"Invalid URL (POST {self.path})"))
        self.mode, self.argument = self.names.next(self.body["model"])
        if self.key_is() in ("wrong", "none") and self.key:
            self.note()
            return self.on_status("401")
        refused = REFUSED.get(self.mode)
        refused = refused and refused(self.form, self.body)
        if refused:
            self.note()
            return self.send(*refused)
        does = getattr(self, "on_" + self.mode) if self.mode in FAULTS else None
        if does or self.mode in STATUSES:
            if self.mode not in ANSWERED:
                self.note()
            return does(self.argument) if does else self.on_status(self.mode, self.argument)
        return self.tell()

    def key_is(self):
        given = self.headers["x-api-key"] or self.headers["Authorization"]
        if not given:
            return "none"
        given = given.removeprefix("Bearer ")
        return "right" if given == self.key else "wrong"

    def note(self, **more):
        """A line of the log."""
        log, body = self.log, getattr(self, "body", {})
        with log.lock:
            log.number += 1
            self.number = log.number
        secret = ("authorization", "x-api-key")
        headers = {name.lower(): "***" if name.lower() in secret else value for name, value in self.headers.items()}
        if body:
            more.update(form=self.form, model=body["model"], mode=self.mode, schema=schema_of(self.form, body),
                        num_ctx=body.get("options", {}).get("num_ctx"))
        if body and not self.options.no_bodies:
            more["body"] = body
        log.write(n=self.number, time=time.time(), path=self.path, method=self.command, headers=headers,
                  key=self.key_is(), under_way=getattr(self, "now_under_way", 0), **more)

    # --- answers

    def send(self, status, what, **headers):
        self.answer(status, json.dumps(what).encode(), Content_Type="application/json", **headers)

    def made(self):
        """The model's content, its points, of which lies are marked, and which kind of prompt it was."""
        _, user = prompt_of(self.body)
        ask = models.Ask(user)
        if ask.choose:
            return json.dumps(models.choice(ask)), [], ask
        if self.mode == "fooled":
            answer = models.fooled(user)
        elif self.mode == "claims":
            answer = models.claims(self.rows, self.argument)(ask)
        elif self.mode in SHARES:
            answer = SHARES[self.mode](int(self.argument or 50))(ask)
        else:
            answer = MODELS.get(self.mode, models.honest)(ask)
        points = [dict(told, part=part, name=ask.name(told["actor"])) for part in answer for told in answer[part]]
        return json.dumps(models.unmarked(answer), ensure_ascii=False), points, ask

    def whole(self, **how):
        """The reply as bytes, noted in the log."""
        content, points, ask = self.made()
        breach = BREACHES.get(self.mode)
        content = breach(content) if breach else content
        content = content[:len(content) // 2] if how.get("cut") else content
        tokens = [len(text.encode()) // 4 + 1 for text in ("".join(prompt_of(self.body)), content)]
        if self.options.tokens:
            tokens = [int(number) for number in self.options.tokens.split(",")]
        lies = sum("lie" in told for told in points)
        told = {"told": points, "rejected": ask.rejected} if self.options.points else {}
        self.note(points=len(points), lies=lies, repair=ask.repair, choose=ask.choose, title=ask.title, asked=ask.key,
                  tokens=tokens, **told)
        return json.dumps(reply(self.form, self.body["model"], content, tokens, **how)).encode()

    def tell(self, **how):
        known = (MODELS, SHARES, BREACHES, REFUSED, ["fooled", "claims"])
        if not any(self.mode in names for names in known) and not how:
            self.note(unknown=True)
            return self.on_status("404")
        return self.answer(200, self.whole(**how), Content_Type="application/json")

    def on_status(self, status, argument=""):
        kind, message = STATUSES[status]
        headers = {"Retry_After": argument} if argument else {}
        self.send(int(status) if status.isdigit() else 400, error(self.form, kind, message), **headers)

    # --- what else goes wrong: FAULTS

    def on_quota(self, _):
        self.send(*no_quota(self.form))

    def on_refusal(self, _):
        self.mode = "honest"
        self.tell(refused=True)

    def on_cut(self, _):
        self.mode = "honest"
        self.tell(cut=True)

    def on_arrayerror(self, status):
        """As Gemini's endpoint in OpenAI's form has it."""
        code = int(status or 503)
        self.send(code, [{"error": {"code": code, "message": "The model is overloaded. Please try again later.",
                                    "status": "UNAVAILABLE"}}])

    def on_errorinside(self, code):
        """200, and no answer but an error, as routers have it."""
        self.send(200, {"error": {"code": int(code or 502), "message": "Provider returned error"}})

    def on_keepalive(self, seconds):
        """Blank lines, until the answer is there."""
        self.mode = "honest"
        answer = self.whole()
        self.begin(Content_Type="application/json", Transfer_Encoding="chunked")
        for _ in range(round(float(seconds or 1) / 0.1)):
            self.chunk(b"\n")
            time.sleep(0.1)
        self.chunk(answer)
        self.wfile.write(b"0\r\n\r\n")

    def on_slow(self, seconds):
        self.mode = "honest"
        answer = self.whole()
        time.sleep(float(seconds or 1))
        self.answer(200, answer, Content_Type="application/json")

    def on_stall(self, _):
        self.silence()

    def on_stallbody(self, _):
        self.begin(Content_Type="application/json", Content_Length=faulty.WHOLE)
        self.wfile.write(b'{"choices": [')
        self.silence()

    def on_breaks(self, _):
        """In the middle of an answer."""
        self.begin(Content_Type="application/json", Content_Length=faulty.WHOLE)
        self.wfile.write(b'{"choices": [')
        self.close()

    def on_huge(self, _):
        """Notes how much of it was taken."""
        self.close()
        self.begin(Content_Type="application/json", Content_Length=HUGE)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        sent, block = 0, b'{"choices": [{"message": {"content": "' + b"x" * 65498
        try:
            while sent < HUGE:
                self.wfile.write(block)
                sent += len(block)
                block = b"x" * 65536
        except OSError:
            pass
        self.log.write(n=self.number, sent=sent)

    def on_garbage(self, _):
        self.answer(200, random.Random(7).randbytes(5000), Content_Type="application/json")

    def on_page(self, status):
        self.answer(int(status or 200), b"<!DOCTYPE html><title>Welcome</title><p>Please log in to this network.",
                    Content_Type="text/html")

    def on_redirect(self, status):
        self.answer(int(status or 307), Location=self.path + "?again")

    def on_resets(self, _):
        self.close()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def on_echo(self, how):
        """An error that repeats what it was given, the key too; =huge: many times, =escaped: as JSON
        may, =cut: the same, where a line of 200 characters ends."""
        given = " ".join(f"{name}: {value}" for name, value in self.headers.items())
        bare = (self.headers["x-api-key"] or self.headers["Authorization"] or "").removeprefix("Bearer ")
        message = f"No such key: {bare} ({given})" * (2000 if how == "huge" else 1)
        message = "No such key at all. " * 9 + " " + bare if how == "cut" else message
        text = json.dumps(error(self.form, "authentication_error", message))
        if how in ("escaped", "cut"):
            text = text.replace(bare, "".join(f"\\u{ord(c):04x}" for c in bare))
        self.answer(int(how) if how.isdigit() else 401, text.encode(), Content_Type="application/json")


# What goes wrong around an answer, with which it is noted.
ANSWERED = ("refusal", "cut", "keepalive", "slow")
FAULTS = [name[3:] for name in vars(Handler) if name.startswith("on_")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls")
    parser.add_argument("--log")
    parser.add_argument("--key-file")
    parser.add_argument("--claims")
    parser.add_argument("--hours", type=float)
    parser.add_argument("--no-bodies", action="store_true")
    parser.add_argument("--points", action="store_true")
    parser.add_argument("--tokens", help="what each answer is said to have taken")
    parser.set_defaults(tls_min=None, tls_max=None)
    options = parser.parse_args()
    Handler.options = options
    if options.log:
        Handler.log.file = open(options.log, "a", encoding="utf-8")
    if options.key_file:
        with open(options.key_file, encoding="utf-8") as file:
            Handler.key = file.read().strip()
    if options.claims:
        Handler.rows = models.claims_read(options.claims)
    if options.hours:
        faulty.LIFETIME = int(options.hours * 3600)
    faulty.serve(Handler, faulty.make_context(options) if options.tls else None)


if __name__ == "__main__":
    sys.exit(main())
