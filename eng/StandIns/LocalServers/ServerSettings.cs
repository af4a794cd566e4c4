namespace LocalServers;

/// <summary>Where one private server lives, and how it is reached. It listens on the loopback address only.</summary>
internal record ServerSettings
{
    /// <summary>A folder of the server's own, created with access for its user only. Data in it is used again.</summary>
    public required string Folder { get; init; }

    /// <summary>A free port; the caller chose it.</summary>
    public required int Port { get; init; }

    /// <summary>Who may log in. Redis knows no user, only the password.</summary>
    public string User { get; init; } = "orch";

    /// <summary>Null: whoever reaches the loopback address may log in (RabbitMQ: the password is the user's name).</summary>
    public string? Password { get; init; }

    /// <summary>PostgreSQL: a database with the user's name, which clients choose when they name none.</summary>
    public bool HasDatabaseOfUser { get; init; }

    /// <summary>Every line that the server writes. Called from several threads.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>The folder goes with this process, should it end without having stopped the server (killed, crashed).</summary>
    public bool DeleteFolderWhenOwnerDies { get; init; }

    /// <summary>How its programs are started; the default guards them by a shell program each.</summary>
    public ServerLauncher Launch { get; init; } = GuardedProcess.StartAsync;

    /// <summary>How long a start may take; on a loaded machine RabbitMQ has been seen to need 12 s.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an orderly stop may take before the server is killed.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(20);
}
