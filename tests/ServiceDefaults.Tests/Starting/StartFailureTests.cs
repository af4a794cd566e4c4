using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults.Tests.Starting;

public sealed class StartFailureTests
{
    public static TheoryData<Exception, int> Mendable =>
        new()
        {
            { new WrongSettingException("why"), ServiceRun.WrongSettings },
            { new OptionsValidationException("x", typeof(object), ["why"]), ServiceRun.WrongSettings },
            { new AggregateException(new WrongSettingException("why")), ServiceRun.WrongSettings },
            { new IOException("why"), ServiceRun.Failed },
            { new UnauthorizedAccessException("why"), ServiceRun.Failed },
            { new TypeInitializationException("x", new DllNotFoundException("why")), ServiceRun.Failed },
            { new Microsoft.Data.Sqlite.SqliteException("why", 14), ServiceRun.Failed },
        };

    [Theory]
    [MemberData(nameof(Mendable), DisableDiscoveryEnumeration = true)]
    public void What_an_operator_can_mend_is_one_sentence(Exception exception, int exitCode)
    {
        var failure = StartFailure.Of(exception);

        Assert.Equal(exitCode, failure?.ExitCode);
        Assert.EndsWith("why", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_nobody_may_bind_is_no_stack_trace() =>
        Assert.Equal(ServiceRun.Failed, StartFailure.Of(new SocketException((int)SocketError.AccessDenied))?.ExitCode);

    [Fact]
    public void A_value_of_the_wrong_type_names_its_key()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CheckLimit"] = "soon" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var exception = Assert.Throws<InvalidOperationException>(() => configuration.Bind(new HealthOptions()));

        var failure = StartFailure.Of(exception);

        Assert.Equal(ServiceRun.WrongSettings, failure?.ExitCode);
        Assert.Contains("CheckLimit", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_of_ours_keeps_its_stack_trace() =>
        Assert.Null(StartFailure.Of(new InvalidOperationException("a bug")));
}
