using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>A run as one JSON object. Pure.</summary>
internal static class RunViewJson
{
    public static void Write(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.RunId);
        json.WriteString("state", run.State);
        json.WriteString("strategy", run.Strategy);
        WriteTimes(json, run.CreatedAt, run.FinishedAt, "created_at");
        json.WriteString("worker", run.Worker);
        json.WriteBoolean("pausing", run.Pausing);
        WriteText(json, "question", run.Question);
        json.WriteStartArray("models");
        foreach (var model in run.Models)
        {
            json.WriteStringValue(model);
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in run.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        WriteUse(json, run.Use ?? new RunUse());
        WriteAnswer(json, run.Answer);
        WriteError(json, run);
        json.WriteNumber("last_sequence", run.LastSequence);
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, StepView step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Step);
        json.WriteString("state", step.State);
        json.WriteString("model", step.Model);
        json.WriteString("replica", step.Replica);
        json.WriteBoolean("simulated", step.Simulated);
        json.WriteNumber("attempts", step.Attempts);
        json.WriteNumber("prompt_tokens", step.PromptTokens);
        json.WriteNumber("output_tokens", step.OutputTokens);
        WriteTimes(json, step.StartedAt, step.FinishedAt, "started_at");
        WriteText(json, "cause", step.Cause);
        json.WriteNumber("gpu_seconds", step.GpuSeconds);
        json.WriteBoolean("cached", step.Cached);
        json.WriteStartArray("replaced");
        foreach (var replaced in step.Replaced)
        {
            json.WriteStartObject();
            json.WriteString("model", replaced.Model);
            json.WriteString("cause", replaced.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteUse(Utf8JsonWriter json, RunUse use)
    {
        json.WriteStartObject("use");
        json.WriteNumber("calls", use.Calls);
        json.WriteNumber("tokens", use.Tokens);
        json.WriteNumber("gpu_seconds", use.GpuSeconds);
        json.WriteNumber("cached_steps", use.CachedSteps);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, RunAnswer? answer)
    {
        if (answer is null)
        {
            json.WriteNull("answer");
            return;
        }

        json.WriteStartObject("answer");
        json.WriteString("content", answer.Content);
        json.WriteString("model", answer.Model);
        json.WriteString("replica", answer.Replica);
        json.WriteBoolean("simulated", answer.Simulated);
        json.WriteString("finish_reason", answer.Reason);
        json.WriteNumber("prompt_tokens", answer.PromptTokens);
        json.WriteNumber("output_tokens", answer.OutputTokens);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, RunView run)
    {
        if (run.Cause.Length == 0 && run.Message.Length == 0)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("cause", run.Cause);
        json.WriteString("message", run.Message);
        json.WriteEndObject();
    }

    public static void WriteTimes(Utf8JsonWriter json, Timestamp? from, Timestamp? to, string start)
    {
        WriteTime(json, start, from);
        WriteTime(json, "finished_at", to);
        if (from is null || to is null)
        {
            json.WriteNull("duration_ms");
        }
        else
        {
            json.WriteNumber("duration_ms", (long)(to - from).ToTimeSpan().TotalMilliseconds);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, Timestamp? at)
    {
        if (at is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, at.ToDateTimeOffset());
        }
    }

    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, text);
        }
    }
}
