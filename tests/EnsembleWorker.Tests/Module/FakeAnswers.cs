using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Steps of the far end's answers.</summary>
internal static class FakeAnswers
{
    public static Task ContentAsync(this HttpContext context, string content) =>
        context.LineAsync(new { message = new { role = "assistant", content }, done = false });

    public static Task DoneAsync(this HttpContext context, string reason = "stop") =>
        context.LineAsync(
            new
            {
                message = new { role = "assistant", content = "" },
                done = true,
                done_reason = reason,
                total_duration = 4_000_000_000,
                load_duration = 1_000_000_000,
                prompt_eval_count = 7,
                prompt_eval_duration = 1_000_000_000,
                eval_count = 2,
                eval_duration = 2_000_000_000,
            }
        );

    public static async Task AnswerAsync(this HttpContext context, params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await context.ContentAsync(piece);
        }

        await context.DoneAsync();
    }

    public static Task LoadedAsync(this HttpContext context) =>
        context.LineAsync(
            new
            {
                response = "",
                done = true,
                done_reason = "load",
            }
        );

    public static Task FailAsync(this HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.JsonAsync(new { error });
    }

    public static Task JsonAsync(this HttpContext context, object value) =>
        context.Response.WriteAsJsonAsync(value, context.RequestAborted);

    public static async Task LineAsync(this HttpContext context, object line)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "application/x-ndjson";
        }

        await context.Response.WriteAsync(JsonSerializer.Serialize(line) + "\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
