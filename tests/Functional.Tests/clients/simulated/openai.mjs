// Usage: node openai.mjs <base url> all. Prints one JSON object.
import OpenAI, { toFile } from "openai";
import { stallNextAnswer } from "./stall.mjs";

const client = new OpenAI({ baseURL: `${process.argv[2]}v1`, apiKey: "unused", maxRetries: 0 });
const model = "llama3.2:3b";
const messages = [{ role: "user", content: "What is the weather in Seoul?" }];
const tools = [
  {
    type: "function",
    function: { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  },
];

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, type: error.type, message: error.message };
  }
}

async function stream() {
  let text = "";
  let usage;
  let finish;
  const events = await client.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const event of events) {
    text += event.choices[0]?.delta?.content ?? "";
    finish = event.choices[0]?.finish_reason ?? finish;
    usage = event.usage ?? usage;
  }
  return { text, finish, usage };
}

async function toolRound() {
  const runner = client.chat.completions.stream({ model, messages, tools });
  const first = await runner.finalChatCompletion();
  const call = first.choices[0].message.tool_calls[0];
  const second = await client.chat.completions.create({
    model,
    messages: [...messages, first.choices[0].message, { role: "tool", tool_call_id: call.id, content: "18 degrees" }],
  });
  return {
    name: call.function.name,
    arguments: call.function.arguments,
    finish: first.choices[0].finish_reason,
    text: second.choices[0].message.content,
  };
}

async function structured() {
  const schema = { type: "object", properties: { age: { type: "integer" } }, required: ["age"] };
  const answer = await client.chat.completions.create({
    model,
    messages,
    response_format: { type: "json_schema", json_schema: { name: "person", schema } },
  });
  return JSON.parse(answer.choices[0].message.content);
}

async function logprobs() {
  const answer = await client.chat.completions.create({ model, messages, logprobs: true, top_logprobs: 3, max_tokens: 2 });
  return answer.choices[0].logprobs.content;
}

async function responses() {
  const whole = await client.responses.create({ model, input: "Why is the sky blue?", instructions: "Be brief" });
  const events = [];
  let text = "";
  for await (const event of await client.responses.create({ model, input: "Why is the sky blue?", stream: true })) {
    events.push(event.type);
    text += event.type === "response.output_text.delta" ? event.delta : "";
  }
  const built = await client.responses.stream({ model, input: "Why?" }).finalResponse();
  const thinker = { model: "qwen3:8b", input: "Why?", reasoning: { effort: "low" } };
  const thought = await client.responses.create(thinker);
  const followed = await client.responses.stream(thinker).finalResponse();
  const called = await client.responses
    .stream({ model, input: messages[0].content, tools: [{ type: "function", ...tools[0].function }] })
    .finalResponse();
  return {
    text: whole.output_text,
    status: whole.status,
    streamed: text,
    first: events[0],
    last: events.at(-1),
    built: built.output_text,
    items: thought.output.map((item) => item.type),
    thought: {
      items: followed.output.map((item) => item.type),
      summary: followed.output[0].summary[0].text,
      text: followed.output_text,
    },
    called: called.output[0].arguments,
  };
}

async function abort() {
  await stallNextAnswer(process.argv[2]);
  const events = await client.chat.completions.create({ model, messages, stream: true });
  let pieces = 0;
  for await (const event of events) {
    if (event.choices[0]?.delta?.content && ++pieces === 2) {
      events.controller.abort();
      break;
    }
  }
  return { pieces };
}

const whole = await client.chat.completions.create({ model, messages, seed: 7 });
const floats = await client.embeddings.create({ model: "nomic-embed-text", input: "one", encoding_format: "float" });
const packed = await client.embeddings.create({ model: "nomic-embed-text", input: "one" });
const completion = await client.completions.create({ model, prompt: "Once upon a time", max_tokens: 5 });
const image = [{ type: "image_url", image_url: { url: "https://example.invalid/cat.png" } }];
console.log(
  JSON.stringify({
    chat: { id: whole.id, text: whole.choices[0].message.content, fingerprint: whole.system_fingerprint },
    stream: await stream(),
    tools: await toolRound(),
    structured: await structured(),
    logprobs: await logprobs(),
    embeddings: {
      float: floats.data[0].embedding.slice(0, 3),
      base64: packed.data[0].embedding.slice(0, 3),
      size: packed.data[0].embedding.length,
    },
    completion: { text: completion.choices[0].text, finish: completion.choices[0].finish_reason },
    responses: await responses(),
    abort: await abort(),
    models: (await client.models.list()).data.map((item) => item.id),
    one: (await client.models.retrieve(model)).owned_by,
    wrong: await failure(() => client.chat.completions.create({ model: "nobody", messages })),
    picture: await failure(() =>
      client.chat.completions.create({ model: "gemma3:12b", messages: [{ role: "user", content: image }] }),
    ),
    sound: await failure(async () =>
      client.audio.transcriptions.create({ model, file: await toFile(Buffer.from("x"), "a.wav") }),
    ),
  }),
);
