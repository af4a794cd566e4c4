// The least that can be called a gateway in Node.js: node:http in front of one upstream, connections kept, bodies piped.
// No authentication, no limits, no telemetry, no decision. Usage: node node-proxy.mjs <port> <upstream port>
import http from 'node:http';

const [port, upstreamPort] = process.argv.slice(2).map(Number);
const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });

const server = http.createServer((request, response) => {
  const upstream = http.request(
    { host: '127.0.0.1', port: upstreamPort, method: request.method, path: request.url, headers: request.headers, agent },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
});
server.keepAliveTimeout = 600_000;
server.listen(port, '127.0.0.1');

// The starter holds the other end of the pipe: when it is gone, nothing is left behind.
process.stdin.on('end', () => process.exit(0)).resume();
