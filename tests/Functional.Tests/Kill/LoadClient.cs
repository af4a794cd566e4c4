using System.Globalization;
using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Functional.Tests.Scenarios;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>
/// A client of two gateways, as one behind a load balancer: a request that got no answer at all is sent to the other one.
/// Whatever a gateway has answered stands.
/// </summary>
internal sealed class LoadClient(RunningCluster cluster, string model)
{
    private const int MaxTries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Gateways = ["gateway-1", "gateway-2"];

    public async Task<Answer> AskAsync(int turn, CancellationToken cancellationToken)
    {
        var detail = "";
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var gateway = cluster.HttpOf(Gateways[(turn + attempt) % Gateways.Length]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "v1/chat/completions"))
            {
                Content = JsonContent.Create(ChatScenarios.Question(model, stream: true)),
            };
            HttpResponseMessage response;
            try
            {
                response = await cluster.Http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    cancellationToken
                );
            }
            catch (HttpRequestException exception)
            {
                detail = exception.Message;
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            using (response)
            {
                return await ReadAsync(response, cancellationToken);
            }
        }

        return new Answer(AnswerEnd.Refused, $"no gateway answers: {detail}");
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var end =
                !response.IsSuccessStatusCode ? AnswerEnd.Refused
                : body.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal) ? AnswerEnd.Complete
                : AnswerEnd.Broken;
            return new Answer(end, $"{(int)response.StatusCode} {Tail(body)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new Answer(AnswerEnd.Broken, exception.Message);
        }
    }

    private static string Tail(string body) =>
        body.Length <= 300 ? body : string.Create(CultureInfo.InvariantCulture, $"…{body[^300..]}");
}
