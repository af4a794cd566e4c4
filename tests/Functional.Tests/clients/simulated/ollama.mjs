// Usage: node ollama.mjs <base url> all. Everything that npm's ollama can ask of a server; prints one JSON object.
import { Ollama } from "ollama";
import { stallNextAnswer } from "./stall.mjs";

const host = process.argv[2];
const client = new Ollama({ host });
const model = "llama3.2:3b";
const messages = [{ role: "user", content: "What is the weather in Seoul?" }];
const tools = [
  {
    type: "function",
    function: {
      name: "get_weather",
      description: "Weather of a city",
      parameters: { type: "object", required: ["city"], properties: { city: { type: "string" } } },
    },
  },
];

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { name: error.name, status: error.status_code, message: error.message };
  }
}

async function stream() {
  let text = "";
  let last;
  for await (const part of await client.chat({ model, messages, stream: true })) {
    text += part.message.content;
    last = part;
  }
  return { text, done: last.done, reason: last.done_reason, tokens: last.eval_count };
}

async function thinking() {
  const answer = await client.chat({ model: "qwen3:8b", messages, think: true });
  return { thinking: answer.message.thinking, content: answer.message.content };
}

async function toolRound() {
  const first = await client.chat({ model, messages, tools });
  const call = first.message.tool_calls[0];
  const second = await client.chat({
    model,
    messages: [...messages, first.message, { role: "tool", tool_name: call.function.name, content: "18 degrees" }],
    tools,
  });
  return { call: call.function, text: second.message.content };
}

async function structured() {
  const format = { type: "object", properties: { age: { type: "integer" } }, required: ["age"] };
  return JSON.parse((await client.chat({ model, messages, format })).message.content);
}

async function abort() {
  await stallNextAnswer(host);
  const parts = await client.generate({ model, prompt: "Write a long story", stream: true });
  let pieces = 0;
  const error = await failure(async () => {
    for await (const part of parts) {
      if (part.response && ++pieces === 2) {
        parts.abort();
      }
    }
  });
  return { pieces, error: error?.name };
}

async function pull() {
  const lines = [];
  for await (const line of await client.pull({ model: "qwen2.5-coder:7b", stream: true })) {
    lines.push(line.status);
  }
  return { first: lines[0], last: lines.at(-1), unknown: await failure(() => client.pull({ model: "nobody:1b" })) };
}

async function library() {
  const names = async () => (await client.list()).models.map((item) => item.name).sort();
  await client.copy({ source: model, destination: "mine" });
  const created = await client.create({ model: "pirate", from: model, system: "You are a pirate", parameters: { num_ctx: 2048 } });
  const shown = await client.show({ model: "pirate" });
  const before = await names();
  await client.delete({ model: "mine" });
  await client.delete({ model: "pirate" });
  return {
    created: created.status,
    system: shown.system,
    parameters: shown.parameters,
    before,
    after: await names(),
    gone: await failure(() => client.delete({ model: "mine" })),
  };
}

const whole = await client.chat({ model, messages });
const embedded = await client.embed({ model: "nomic-embed-text", input: ["one", "two"] });
const old = await client.embeddings({ model: "nomic-embed-text", prompt: "one" });
console.log(
  JSON.stringify({
    chat: { text: whole.message.content, done: whole.done },
    stream: await stream(),
    thinking: await thinking(),
    tools: await toolRound(),
    structured: await structured(),
    embedded: { count: embedded.embeddings.length, size: embedded.embeddings[0].length, old: old.embedding.length },
    running: (await client.ps()).models.map((item) => item.name),
    version: (await client.version()).version,
    abort: await abort(),
    pull: await pull(),
    library: await library(),
    wrong: await failure(() => client.chat({ model: "nobody", messages })),
  }),
);
