using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;

namespace Orchestrator.AspireProbe;

/// <summary>
/// A small web server on the addresses that it is given. GET /env tells its variables, /args its arguments, /folder where it runs, /pid its id,
/// /status/503 makes all later answers of / have that status, /exit/3 ends it.
/// </summary>
internal static class ProbeServer
{
    private static int _status = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new HttpListener();
        foreach (var address in Addresses())
        {
            listener.Prefixes.Add(address.EndsWith('/') ? address : address + "/");
        }

        listener.Start();
        Console.WriteLine("info: the probe listens");
        _ = AnswerAsync(listener, args, ended);
        return await ended.Task;
    }

    private static string[] Addresses() =>
        Environment.GetEnvironmentVariable("PORT") is { } port
            ? [$"http://localhost:{port}/"]
            : (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? string.Empty).Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries
            );

    private static async Task AnswerAsync(HttpListener listener, string[] args, TaskCompletionSource<int> ended)
    {
        while (true)
        {
            var request = await listener.GetContextAsync();
            var parts = request.Request.Url!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var text = parts switch
            {
                ["env"] => string.Join('\n', Variables()),
                ["args"] => string.Join('\n', args),
                ["folder"] => Environment.CurrentDirectory,
                ["pid"] => Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                ["status", var status] => (_status = Number(status)).ToString(CultureInfo.InvariantCulture),
                _ => "ok",
            };
            request.Response.StatusCode = parts.Length == 0 ? _status : 200;
            await request.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            request.Response.Close();
            if (parts is ["exit", var code])
            {
                ended.TrySetResult(Number(code));
            }
        }
    }

    private static IEnumerable<string> Variables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(variable => $"{variable.Key}={variable.Value}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
