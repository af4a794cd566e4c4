using System.Net;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>Keeps the bytes of unary requests and responses as they are on the wire.</summary>
internal sealed class WireRecorder() : DelegatingHandler(new SocketsHttpHandler())
{
    public List<byte[]> Requests { get; } = [];

    public List<byte[]> Responses { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Requests.Add(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        Responses.Add(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return response;
    }
}
