// Usage: node anthropic.mjs <base url> all. Prints one JSON object.
import Anthropic from "@anthropic-ai/sdk";
import { stallNextAnswer } from "./stall.mjs";

const client = new Anthropic({ baseURL: process.argv[2].replace(/\/$/, ""), apiKey: "unused", maxRetries: 0 });
const model = "llama3.2:3b";
const messages = [{ role: "user", content: "What is the weather in Seoul?" }];
const tools = [
  {
    name: "get_weather",
    description: "Weather of a city",
    input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
];

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, type: error.error?.error?.type, message: error.message };
  }
}

async function stream() {
  const events = [];
  const run = client.messages.stream({ model, max_tokens: 200, system: "Be brief", messages });
  run.on("streamEvent", (event) => events.push(event.type));
  const final = await run.finalMessage();
  return { text: final.content[0].text, stop: final.stop_reason, usage: final.usage, first: events[0], last: events.at(-1) };
}

async function toolRound() {
  const first = await client.messages.stream({ model, max_tokens: 200, messages, tools }).finalMessage();
  const call = first.content.find((block) => block.type === "tool_use");
  const result = { type: "tool_result", tool_use_id: call.id, content: "18 degrees" };
  const second = await client.messages.create({
    model,
    max_tokens: 200,
    tools,
    messages: [...messages, { role: "assistant", content: first.content }, { role: "user", content: [result] }],
  });
  return { name: call.name, input: call.input, stop: first.stop_reason, text: second.content[0].text };
}

async function thinking() {
  const run = client.messages.stream({
    model: "qwen3:8b",
    max_tokens: 2000,
    thinking: { type: "enabled", budget_tokens: 1024 },
    messages,
  });
  return (await run.finalMessage()).content.map((block) => block.type);
}

async function abort() {
  await stallNextAnswer(process.argv[2]);
  const events = await client.messages.create({ model, max_tokens: 500, messages, stream: true });
  let pieces = 0;
  for await (const event of events) {
    if (event.type === "content_block_delta" && ++pieces === 2) {
      events.controller.abort();
    }
  }
  return { pieces };
}

const whole = await client.messages.create({ model, max_tokens: 3, messages });
const source = { type: "base64", media_type: "image/png", data: "AAAA" };
const picture = await client.messages.create({
  model: "gemma3:12b",
  max_tokens: 50,
  messages: [{ role: "user", content: [{ type: "image", source }, { type: "text", text: "What is it?" }] }],
});
console.log(
  JSON.stringify({
    whole: { id: whole.id, text: whole.content[0].text, stop: whole.stop_reason, tokens: whole.usage.output_tokens },
    stream: await stream(),
    tools: await toolRound(),
    thinking: await thinking(),
    picture: picture.usage.input_tokens,
    abort: await abort(),
    wrong: await failure(() => client.messages.create({ model: "nobody", max_tokens: 5, messages })),
    empty: await failure(() => client.messages.create({ model, max_tokens: 5, messages: [] })),
  }),
);
