// A web server for the tests of fetching: 127.0.0.1 only, it ends by itself. node test/server.mjs PORTFILE [SECONDS]
// Its pages misbehave in the ways that fetching has to bear; /log tells what was asked for, a line each.
import http from 'node:http';
import zlib from 'node:zlib';
import fs from 'node:fs';

const log = [];
let running = 0, most = 0;
const page = '<html><head><title>غارات على الحسكة</title></head><body><h1>غارات على الحسكة</h1><p>شن طيران التحالف الدولي 6 غارات على حي غويران في مدينة الحسكة، وقالت مصادر محلية إن 3 مدنيين قتلوا.</p></body></html>';
const feed = '<rss version="2.0"><channel><title>شبكة الضفاف</title><item><title>غارات على حي غويران</title><link>https://difaf.example/1</link><source url="x">نهر المثال</source><description>شن طيران التحالف الدولي 6 غارات على حي غويران.</description></item></channel></rss>';

function answer(request, response) {
  const path = request.url, port = server.address().port;
  const html = (body, head = {}) => { response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', ...head}); response.end(body); };
  if (path === '/log') return html(log.join('\n') + `\nmost at once ${most}\n`);
  log.push(`${request.headers['user-agent']} ${path}${request.headers['if-none-match'] ? ' if-none-match' : ''}${request.headers['if-modified-since'] ? ' if-modified-since' : ''}`);
  if (path === '/robots.txt') { response.writeHead(200, {'Content-Type': 'text/plain'}); return response.end('User-agent: *\nDisallow: /closed\n'); }
  if (path === '/page' || path.startsWith('/slow')) return setTimeout(() => html(page), path === '/page' ? 0 : 100);
  if (path === '/gzip') return html(zlib.gzipSync(page), {'Content-Encoding': 'gzip'});
  if (path === '/br') return html(zlib.brotliCompressSync(page), {'Content-Encoding': 'br'});
  if (path === '/bomb') return html(zlib.gzipSync(Buffer.alloc(64 << 20, 'a')), {'Content-Encoding': 'gzip'});
  if (path === '/1256') return html(Buffer.from([0x3c, 0x70, 0x3e, 0xde, 0xca, 0xe1, 0x20, 0x33, 0x20, 0xe3, 0xcf, 0xe4, 0xed, 0xed, 0xe4, 0x2e]), {'Content-Type': 'text/html; charset=windows-1256'});
  if (path === '/feed') return html(feed, {'Content-Type': 'application/rss+xml'});
  if (path === '/hop') { response.writeHead(302, {Location: '/page'}); return response.end(); }
  if (path === '/loop') { response.writeHead(302, {Location: '/loop'}); return response.end(); }
  if (path === '/away') { response.writeHead(302, {Location: 'file:///etc/passwd'}); return response.end(); }
  if (path === '/inside') { response.writeHead(302, {Location: `http://localhost:${port}/page`}); return response.end(); }
  if (path === '/etag') {
    if (request.headers['if-none-match'] === '"7"') { response.writeHead(304); return response.end(); }
    return html(page, {ETag: '"7"', 'Last-Modified': 'Mon, 24 Jan 2022 09:30:00 GMT'});
  }
  if (path === '/endless') {
    response.writeHead(200, {'Content-Type': 'text/html'});
    const more = setInterval(() => response.write('a'.repeat(1 << 20)), 1);
    return response.on('close', () => clearInterval(more));
  }
  if (path === '/silent') return undefined;
  if (path === '/cut') { response.writeHead(200, {'Content-Type': 'text/html', 'Content-Length': '1000'}); response.write('<p>'); return setTimeout(() => response.destroy(), 50); }
  response.writeHead(404, {'Content-Type': 'text/html'});
  return response.end('no');
}

const server = http.createServer((request, response) => {
  most = Math.max(most, ++running);
  response.on('close', () => running--);
  answer(request, response);
});
server.listen(0, '127.0.0.1', () => fs.writeFileSync(process.argv[2], String(server.address().port)));
setTimeout(() => process.exit(0), Number(process.argv[3] ?? 60) * 1000);
