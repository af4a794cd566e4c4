// Usage: node grpc.mjs <grpc address> <health|reflection>. Prints one JSON object.
// Speaks the two public protocols byte by byte, as a probe that has none of our proto files.
import grpc from "@grpc/grpc-js";

const [address, verb] = process.argv.slice(2);
const client = new grpc.Client(new URL(address).host, grpc.credentials.createInsecure());
const bytes = (value) => value;

// HealthCheckRequest{} is empty; HealthCheckResponse{status = SERVING} is 08 01.
function health() {
  return new Promise((resolve) => {
    client.makeUnaryRequest("/grpc.health.v1.Health/Check", bytes, bytes, Buffer.alloc(0), (error, answer) =>
      resolve({ serving: error ? false : answer.equals(Buffer.from([8, 1])), code: error?.code ?? 0 }),
    );
  });
}

// ServerReflectionRequest{list_services = "*"} is field 7; the names stand in the answer as plain text.
function reflection() {
  return new Promise((resolve, reject) => {
    const call = client.makeBidiStreamRequest(
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
      bytes,
      bytes,
    );
    call.on("data", (answer) => resolve({ names: answer.toString("latin1") }));
    call.on("error", reject);
    call.write(Buffer.from([0x3a, 1, 0x2a]));
    call.end();
  });
}

const result = await { health, reflection }[verb]();
client.close();
console.log(JSON.stringify(result));
