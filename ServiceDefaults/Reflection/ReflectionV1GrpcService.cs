using Grpc.Core;
using Orchestrator.ServiceDefaults.ReflectionV1;

namespace Orchestrator.ServiceDefaults;

internal sealed class ReflectionV1GrpcService(ReflectionAnswers answers, ReflectionStream stream)
    : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var request in stream.ReadAsync(requestStream, context.CancellationToken))
        {
            await responseStream.WriteAsync(answers.To(request), context.CancellationToken);
        }
    }
}
