namespace LocalServers;

/// <summary>A private RabbitMQ with a private directory of Erlang nodes (epmd), so that it meets no other broker.</summary>
internal sealed class RabbitInstance : ServerInstance
{
    private readonly RabbitSettings _settings;
    private IServerProcess? _directory;

    public RabbitInstance(RabbitSettings settings)
        : base(settings) => _settings = settings;

    protected override string Name => "RabbitMQ";

    protected override string StopSignal => "TERM";

    // Debian's /usr/sbin/rabbitmq-server is a wrapper that changes the user; the true one is next to its environment.
    private static string? Program =>
        InstalledProgram.Find("rabbitmq-server", Folders()) is { } found ? Unwrapped(found) : null;

    private static string? DirectoryProgram => InstalledProgram.Find("epmd", "/usr/lib/erlang/bin");

    public static string? WhyMissing() =>
        Program is null || DirectoryProgram is null ? InstalledProgram.Missing("RabbitMQ", "rabbitmq-server") : null;

    public static async Task<RabbitInstance> StartAsync(RabbitSettings settings, CancellationToken cancellationToken)
    {
        var instance = new RabbitInstance(settings);
        await instance.StartAgainAsync(cancellationToken);
        return instance;
    }

    protected override async Task<IServerProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        if (WhyMissing() is { } why)
        {
            throw new InvalidOperationException(why);
        }

        var files = new RabbitFiles(_settings);
        await files.WriteAsync(cancellationToken);
        string[] directory = [DirectoryProgram!, "-port", $"{_settings.DirectoryPort}", "-address", "127.0.0.1"];
        _directory = await _settings.Launch(new GuardedCommand(directory, Folder), Log, cancellationToken);
        var command = new GuardedCommand([Program!, "-noinput"], Folder)
        {
            StopSignal = StopSignal,
            Environment = files.Environment(),
            FolderToDelete = _settings.DeleteFolderWhenOwnerDies ? Folder : null,
        };
        return await LaunchBrokerAsync(command, cancellationToken);
    }

    private async Task<IServerProcess> LaunchBrokerAsync(GuardedCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await _settings.Launch(command, Log, cancellationToken);
        }
        catch
        {
            // Without a broker nothing stops or kills this instance: its directory would stay.
            await CleanUpAsync();
            throw;
        }
    }

    /// <summary>A broker that is ready answers the protocol's name with a method frame.</summary>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await LoopbackProbe.AskAsync(Port, "AMQP\0\0\u0009\u0001"u8.ToArray(), cancellationToken) is [1, ..];

    protected override async Task CleanUpAsync()
    {
        if (_directory is { } directory)
        {
            _directory = null;
            await directory.KillAsync(); // it holds nothing but names in memory
            await directory.DisposeAsync();
        }
    }

    private static string[] Folders() => ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

    private static string Unwrapped(string found) =>
        File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") && found.StartsWith("/usr/sbin/", StringComparison.Ordinal)
            ? "/usr/lib/rabbitmq/bin/rabbitmq-server"
            : found;
}
