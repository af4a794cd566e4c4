// Usage: node aisdk.mjs <base url> all. The AI SDK with its provider for Ollama; prints one JSON object.
import { embedMany, generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { createOllama } from "ollama-ai-provider-v2";
import { z } from "zod";
import { stallNextAnswer } from "./stall.mjs";

const ollama = createOllama({ baseURL: `${process.argv[2]}api` });
const model = ollama("llama3.2:3b");
const prompt = "What is the weather in Seoul?";
const maxRetries = 0;

async function stream() {
  const result = streamText({ model, prompt, maxRetries });
  let text = "";
  for await (const part of result.textStream) {
    text += part;
  }
  return { text, finish: await result.finishReason, usage: await result.usage };
}

async function toolRound() {
  const weather = tool({
    description: "Weather of a city",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `18 degrees in ${city}`,
  });
  const result = await generateText({ model, prompt, maxRetries, tools: { get_weather: weather }, stopWhen: stepCountIs(3) });
  return { steps: result.steps.length, calls: result.steps[0].toolCalls.map((call) => call.input), text: result.text };
}

async function abort() {
  await stallNextAnswer(process.argv[2]);
  const controller = new AbortController();
  let pieces = 0;
  const result = streamText({ model, prompt, maxRetries, abortSignal: controller.signal, onError: () => {} });
  for await (const part of result.fullStream) {
    if (part.type === "text-delta" && ++pieces === 2) {
      controller.abort();
    }
    if (part.type === "abort") {
      return { pieces, aborted: true };
    }
  }
  return { pieces, aborted: false };
}

async function wrong() {
  try {
    await generateText({ model: ollama("nobody"), prompt, maxRetries });
    return null;
  } catch (error) {
    return { status: error.statusCode, body: error.responseBody };
  }
}

const whole = await generateText({ model, prompt, maxRetries });
const structured = await generateObject({ model, prompt, maxRetries, schema: z.object({ age: z.number().int() }) });
const vectors = await embedMany({ model: ollama.embedding("nomic-embed-text"), values: ["one", "two"], maxRetries });
const thinking = await generateText({
  model: ollama("qwen3:8b"),
  prompt,
  maxRetries,
  providerOptions: { ollama: { think: true } },
});
console.log(
  JSON.stringify({
    text: whole.text,
    finish: whole.finishReason,
    stream: await stream(),
    tools: await toolRound(),
    structured: structured.object,
    vectors: { count: vectors.embeddings.length, size: vectors.embeddings[0].length },
    thinking: thinking.reasoningText,
    abort: await abort(),
    wrong: await wrong(),
  }),
);
