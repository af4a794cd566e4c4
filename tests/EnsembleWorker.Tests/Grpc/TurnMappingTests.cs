using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Grpc;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Grpc;

public sealed class TurnMappingTests
{
    private static GenerateRequest Request() =>
        new()
        {
            Replica = "gpu-1",
            Model = "a",
            Messages =
            {
                new Message { Role = "user", Content = "hi" },
            },
        };

    [Fact]
    public void What_decides_about_a_calls_turn_reaches_its_target()
    {
        var request = Request();
        request.Priority = Priority.Normal;
        request.Tenant = "team";
        request.Deadline = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5));
        request.PromptTokens = 700;
        request.OutputTokens = uint.MaxValue;
        request.Hedge = true;

        var target = ChatMapping.ToOrder(request, ModelId.Parse("a")).Target;

        Assert.Equal((AdmissionPriority.Normal, "team", true), (target.Priority, target.Tenant, target.IsHedge));
        Assert.Equal(
            (TimeSpan.FromSeconds(1.5), 700, int.MaxValue),
            (target.Deadline, target.PromptTokens, target.OutputTokens)
        );
    }

    [Fact]
    public void A_request_that_says_nothing_about_its_turn_is_interactive_without_tenant_and_deadline()
    {
        var target = ChatMapping.ToOrder(Request(), ModelId.Parse("a")).Target;

        Assert.Equal((AdmissionPriority.Interactive, "", false), (target.Priority, target.Tenant, target.IsHedge));
        Assert.Null(target.Deadline);
    }

    [Theory]
    [InlineData(128, 60, null)]
    [InlineData(129, 60, "tenant")]
    [InlineData(0, 604_801, "deadline")]
    [InlineData(0, long.MinValue + 1, "deadline")]
    public void A_turn_has_limits(int tenantLength, long deadlineSeconds, string? field)
    {
        var request = Request();
        request.Tenant = new string('t', tenantLength);
        request.Deadline = new Duration { Seconds = deadlineSeconds };

        Assert.Equal(field, RequestRule.Check(request, new GenerationOptions())?.Field);
    }
}
