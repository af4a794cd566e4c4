using Aspire.Hosting.LocalServers;

namespace LocalServers.Hosting;

/// <summary>A program that the runner started, logs and guards.</summary>
internal sealed class HostedProcess(LocalProcess process) : IServerProcess
{
    public int Id => process.ProcessId;

    public Task<int> Exited => process.Exited;

    public Task SignalAsync(string signal) =>
        process.StopAsync(signal == "INT" ? StopSignal.Interrupt : StopSignal.Terminate);

    public Task KillAsync() => process.StopAsync(StopSignal.Kill);

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
