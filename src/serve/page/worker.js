// Shared by all tabs of the site: one EventSource a coverage. Each tab is told the state of the connection and the number of each entry.
"use strict";
const streams = new Map(); // coverage -> { source, is, last, ports }
const kinds = ["incident", "update", "merge", "split", "retract"];

function tell(stream, message) {
  for (const port of stream.ports) port.postMessage(message);
}

function open(coverage, address, since) {
  const stream = { source: new EventSource(address), is: "wait", last: since, recent: [], ports: new Set() };
  const say = (is) => { stream.is = is; tell(stream, { is }); };
  stream.source.onopen = () => say("on");
  stream.source.onerror = () => say(stream.source.readyState === EventSource.CLOSED ? "off" : "again");
  for (const kind of kinds)
    stream.source.addEventListener(kind, (event) => {
      stream.last = Number(event.lastEventId);
      stream.recent.push(stream.last);
      if (stream.recent.length > 1000) stream.recent.shift();
      tell(stream, { seq: stream.last });
    });
  streams.set(coverage, stream);
  return stream;
}

function leave(port) {
  for (const [coverage, stream] of streams)
    if (stream.ports.delete(port) && stream.ports.size === 0) {
      stream.source.close();
      streams.delete(coverage);
    }
}

onconnect = (event) => {
  const port = event.ports[0];
  port.onmessage = ({ data }) => {
    leave(port);
    if (data.bye) return;
    let stream = streams.get(data.coverage);
    if (stream && stream.source.readyState === EventSource.CLOSED) streams.delete(data.coverage), stream = null;
    if (!stream) stream = open(data.coverage, data.address, data.since);
    stream.ports.add(port);
    port.postMessage({ is: stream.is });
    for (const seq of stream.recent) if (seq > data.since) port.postMessage({ seq }); // what came before this tab did
  };
};
