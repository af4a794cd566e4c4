using Google.Protobuf;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Grpc;

namespace Orchestrator.EnsembleWorker.Tests.Grpc;

public sealed class RequestRuleTests
{
    private static readonly GenerationOptions _limits = new()
    {
        MaxMessages = 3,
        MaxCharacters = 100,
        MaxImages = 1,
        MaxTools = 1,
        MaxStops = 1,
        MaxEmbedInputs = 2,
    };

    private static GenerateRequest Right() =>
        new()
        {
            Replica = "gpu-1",
            Model = "tiny:1b",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };

    public static TheoryData<string, Action<GenerateRequest>> Wrong() =>
        new()
        {
            { "replica", request => request.Replica = "" },
            { "model", request => request.Model = " " },
            { "messages", request => request.Messages.Clear() },
            { "messages", request => request.Messages.Add(Enumerable.Repeat(request.Messages[0], 3)) },
            { "messages", request => request.Messages[0].Content = new string('x', 101) },
            { "messages[0].role", request => request.Messages[0].Role = "User" },
            { "messages.images", request => request.Messages[0].Images.Add([ByteString.Empty, ByteString.Empty]) },
            {
                "messages[0].tool_calls.arguments_json",
                request => request.Messages[0].ToolCalls.Add(new ToolCall { Name = "t", ArgumentsJson = "[1]" })
            },
            { "tools[0].name", request => request.Tools.Add(new Tool()) },
            { "tools[0].parameters_json", request => request.Tools.Add(new Tool { Name = "t", ParametersJson = "{" }) },
            { "tools", request => request.Tools.Add([new Tool { Name = "a" }, new Tool { Name = "b" }]) },
            { "sampling.temperature", request => request.Sampling = new Sampling { Temperature = double.NaN } },
            { "sampling.top_p", request => request.Sampling = new Sampling { TopP = 1.1 } },
            { "sampling.min_p", request => request.Sampling = new Sampling { MinP = -0.1 } },
            { "sampling.max_tokens", request => request.Sampling = new Sampling { MaxTokens = uint.MaxValue } },
            { "sampling.stop", request => request.Sampling = new Sampling { Stop = { "a", "b" } } },
            {
                "response_format.json_schema",
                request => request.ResponseFormat = new ResponseFormat { JsonSchema = "true" }
            },
        };

    [Fact]
    public void A_right_request_has_no_problem() => Assert.Null(RequestRule.Check(Right(), _limits));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named(string field, Action<GenerateRequest> spoil)
    {
        var request = Right();
        spoil(request);

        Assert.Equal(field, RequestRule.Check(request, _limits)?.Field);
    }

    [Fact]
    public void Embeddings_need_texts_within_the_limits()
    {
        var request = new EmbedRequest { Replica = "gpu-1", Model = "tiny:1b" };
        Assert.Equal("inputs", RequestRule.Check(request, _limits)?.Field);
        request.Inputs.Add("a");
        Assert.Null(RequestRule.Check(request, _limits));
        request.Inputs.Add(["b", "c"]);
        Assert.Equal("inputs", RequestRule.Check(request, _limits)?.Field);
    }
}
