using Google.Protobuf.Reflection;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.Contracts.Tests;

public sealed class ProtoGoldenTests
{
    private static readonly FileDescriptor[] Files =
    [
        GatewayReflection.Descriptor,
        LearningReflection.Descriptor,
        ProfilerReflection.Descriptor,
        FleetViewReflection.Descriptor,
        OrdersReflection.Descriptor,
        ProfilesReflection.Descriptor,
        RegistryReflection.Descriptor,
        RouterReflection.Descriptor,
        WorkerReflection.Descriptor,
        ConversationReflection.Descriptor,
        FleetReflection.Descriptor,
        RunsReflection.Descriptor,
    ];

    public static TheoryData<string> Names() => [.. Files.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_wire_surface_changes_only_on_purpose(string name)
    {
        var surface = ProtoSurface.Of(Files.Single(file => file.Name == name));
        var golden = $"{Path.GetFileNameWithoutExtension(name)}.txt";

        Assert.Equal(Golden.Expected(surface, "tests", "Contracts.Tests", "Goldens", golden), surface);
    }

    [Fact]
    public void Every_proto_file_has_a_golden()
    {
        var protos = Repository
            .Files("*.proto")
            .Where(file => file.Contains(Path.Combine("shared", "Contracts"), StringComparison.Ordinal));

        Assert.Equal(protos.Count(), Files.Length);
    }
}
