using LocalServers;

namespace Orchestrator.Servers.Tests.Instances;

public sealed class RabbitInstanceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task A_broker_that_cannot_be_launched_leaves_no_directory_of_nodes_behind()
    {
        var directory = new KeptProcess();
        var instance = new RabbitInstance(Settings((command, _, _) => Launch(command, directory)));

        var thrown = await Assert.ThrowsAsync<IOException>(() => instance.StartAgainAsync(CancellationToken.None));

        Assert.Equal("no broker", thrown.Message);
        Assert.True(directory.IsKilled);
        Assert.True(directory.IsDisposed);
    }

    private static Task<IServerProcess> Launch(GuardedCommand command, IServerProcess directory) =>
        Path.GetFileName(command.Line[0]) == "epmd"
            ? Task.FromResult(directory)
            : Task.FromException<IServerProcess>(new IOException("no broker"));

    private RabbitSettings Settings(ServerLauncher launch) =>
        new()
        {
            Folder = Path.Combine(_folder.FullName, "rabbitmq"),
            Port = FreePort.Take(),
            DistributionPort = FreePort.Take(),
            DirectoryPort = FreePort.Take(),
            Launch = launch,
        };

    private sealed class KeptProcess : IServerProcess
    {
        private readonly TaskCompletionSource<int> _exited = new();

        public int Id => 0;

        public Task<int> Exited => _exited.Task;

        public bool IsKilled => _exited.Task.IsCompleted;

        public bool IsDisposed { get; private set; }

        public Task SignalAsync(string signal) => Task.CompletedTask;

        public Task KillAsync()
        {
            _exited.TrySetResult(137);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
