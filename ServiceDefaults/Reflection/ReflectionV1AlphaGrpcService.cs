using Google.Protobuf;
using Grpc.Core;
using Orchestrator.ServiceDefaults.ReflectionV1Alpha;

namespace Orchestrator.ServiceDefaults;

/// <summary>The older name of the same protocol. Its messages have the same bytes, so they are read as the newer ones.</summary>
internal sealed class ReflectionV1AlphaGrpcService(ReflectionAnswers answers, ReflectionStream stream)
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
            var asked = ReflectionV1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString());
            var answer = ServerReflectionResponse.Parser.ParseFrom(answers.To(asked).ToByteString());
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }
}
