// Usage: node langchain.mjs <base url> all. Prints one JSON object.
import { ChatOllama, OllamaEmbeddings } from "@langchain/ollama";
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { stallNextAnswer } from "./stall.mjs";

const baseUrl = process.argv[2].replace(/\/$/, "");
const model = "llama3.2:3b";
const chat = new ChatOllama({ baseUrl, model, maxRetries: 0 });
const weather = tool(async ({ city }) => `18 degrees in ${city}`, {
  name: "get_weather",
  description: "Weather of a city",
  schema: z.object({ city: z.string() }),
});
const question = new HumanMessage("What is the weather in Seoul?");

async function stream() {
  let text = "";
  for await (const part of await chat.stream([question])) {
    text += part.content;
  }
  return text;
}

async function toolRound() {
  const withTools = chat.bindTools([weather]);
  const first = await withTools.invoke([question]);
  const call = first.tool_calls[0];
  const result = await weather.invoke(call.args);
  const second = await withTools.invoke([
    question,
    first,
    new ToolMessage({ content: result, tool_call_id: call.id, name: call.name }),
  ]);
  return { name: call.name, args: call.args, text: second.content };
}

async function abort() {
  await stallNextAnswer(process.argv[2]);
  const controller = new AbortController();
  let pieces = 0;
  try {
    for await (const part of await chat.stream([question], { signal: controller.signal })) {
      if (part.content && ++pieces === 2) {
        controller.abort();
      }
    }
    return { pieces, error: null };
  } catch (error) {
    return { pieces, error: error.name };
  }
}

async function wrong() {
  try {
    await new ChatOllama({ baseUrl, model: "nobody", maxRetries: 0 }).invoke([question]);
    return null;
  } catch (error) {
    return error.message;
  }
}

const whole = await chat.invoke([question]);
const structured = await chat.withStructuredOutput(z.object({ age: z.number().int() })).invoke("How old is he?");
const vectors = await new OllamaEmbeddings({ baseUrl, model: "nomic-embed-text" }).embedDocuments(["one", "two"]);
console.log(
  JSON.stringify({
    text: whole.content,
    usage: whole.usage_metadata,
    stream: await stream(),
    tools: await toolRound(),
    structured,
    vectors: { count: vectors.length, size: vectors[0].length },
    abort: await abort(),
    wrong: await wrong(),
  }),
);
// It leaves the connection of an aborted stream open, which would keep this process alive.
process.exit(0);
