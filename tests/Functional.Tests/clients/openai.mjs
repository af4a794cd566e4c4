// Usage: node openai.mjs <base url> <chat|stream|abort>. Prints one JSON object.
import OpenAI from "openai";

const [baseURL, verb] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${baseURL}v1`, apiKey: "unused", maxRetries: 0 });
const messages = [{ role: "user", content: "Explain in detail how a hash table works." }];

async function chat() {
  const { data, response } = await client.chat.completions.create({ model: "auto", messages }).withResponse();
  return {
    text: data.choices[0].message.content,
    finish: data.choices[0].finish_reason,
    model: data.model,
    usage: data.usage,
    header: response.headers.get("x-orchestrator-model"),
  };
}

async function stream() {
  const chunks = [];
  let usage;
  const events = await client.chat.completions.create({
    model: "auto",
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const event of events) {
    chunks.push(event.choices[0]?.delta?.content ?? "");
    usage = event.usage ?? usage;
  }
  return { text: chunks.join(""), chunks: chunks.length, usage };
}

async function abort() {
  const events = await client.chat.completions.create({ model: "auto", messages, stream: true });
  let chunks = 0;
  for await (const event of events) {
    if (event.choices[0]?.delta?.content && ++chunks === 3) {
      events.controller.abort();
      break;
    }
  }
  return { chunks };
}

async function models() {
  const list = await client.models.list();
  return { ids: list.data.map((model) => model.id) };
}

async function wrong() {
  try {
    await client.chat.completions.create({ model: "no-such-model", messages });
    return { status: 200 };
  } catch (error) {
    return { status: error.status, code: error.code, type: error.type, kind: error.constructor.name };
  }
}

console.log(JSON.stringify(await { chat, stream, abort, models, wrong }[verb]()));
