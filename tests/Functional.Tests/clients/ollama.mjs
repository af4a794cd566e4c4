// Usage: node ollama.mjs <base url> <chat|stream|abort|list|wrong>. Prints one JSON object.
import { Ollama } from "ollama";

const [host, verb] = process.argv.slice(2);
const client = new Ollama({ host });
const messages = [{ role: "user", content: "해시 테이블이 어떻게 동작하는지 자세히 설명해줘." }];

async function chat() {
  const answer = await client.chat({ model: "auto", messages });
  return { text: answer.message.content, done: answer.done, model: answer.model, tokens: answer.eval_count };
}

async function stream() {
  const chunks = [];
  let last;
  for await (const part of await client.chat({ model: "auto", messages, stream: true })) {
    chunks.push(part.message.content);
    last = part;
  }
  return { text: chunks.join(""), chunks: chunks.length, done: last.done, reason: last.done_reason };
}

async function abort() {
  const parts = await client.chat({ model: "auto", messages, stream: true });
  let chunks = 0;
  try {
    for await (const part of parts) {
      if (part.message.content && ++chunks === 3) {
        parts.abort();
      }
    }
  } catch (error) {
    return { chunks, error: error.name };
  }
  return { chunks };
}

async function list() {
  const { models } = await client.list();
  return { names: models.map((model) => model.name), version: (await client.version()).version };
}

async function wrong() {
  try {
    await client.chat({ model: "no-such-model", messages });
    return { status: 200 };
  } catch (error) {
    return { status: error.status_code, message: error.error };
  }
}

console.log(JSON.stringify(await { chat, stream, abort, list, wrong }[verb]()));
