using System.Globalization;
using System.Text.Json;

namespace LocalServers;

/// <summary>The configuration of one broker: everything that it would otherwise look for below /etc and /var.</summary>
internal sealed class RabbitFiles(RabbitSettings settings)
{
    // Two schedulers are enough for development and cost less memory; nodes listen on loopback; epmd is started by us,
    // because Erlang would leave a daemon behind.
    private const string Erlang = "+S 2:2 +SDio 2 +A 4 -kernel inet_dist_use_interface {127,0,0,1} -start_epmd false";

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var plugins = settings.ManagementPort is null ? "[]." : "[rabbitmq_management].";
        await PrivateFolder.WriteAsync(At("enabled_plugins"), plugins, cancellationToken);
        await PrivateFolder.WriteAsync(At("rabbitmq.conf"), Configuration(), cancellationToken);
        await PrivateFolder.WriteAsync(At("definitions.json"), Definitions(), cancellationToken);
    }

    public Dictionary<string, string> Environment() =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = settings.Folder, // the cookie of the node
            ["ERL_EPMD_PORT"] = Text(settings.DirectoryPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = "rabbit@localhost", // part of the data's path: the same on whatever port
            ["RABBITMQ_DIST_PORT"] = Text(settings.DistributionPort),
            ["RABBITMQ_MNESIA_BASE"] = At("data"),
            ["RABBITMQ_LOG_BASE"] = At("log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONF_ENV_FILE"] = At("environment"), // does not exist, unlike the one below /etc
            ["RABBITMQ_CONFIG_FILE"] = At("rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = At("advanced.config"), // does not exist either
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = At("pid"),
            // Makes the script become the broker instead of waiting for it; "-noinput" on the command line keeps it from reading.
            ["RABBITMQ_ALLOW_INPUT"] = "true",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = Erlang,
        };

    private string Configuration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            listeners.tcp.1 = 127.0.0.1:{settings.Port}
            load_definitions = {At("definitions.json")}
            log.file = false
            log.console = true
            log.console.level = warning
            {(
                settings.ManagementPort is { } port
                    ? $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {port}"
                    : ""
            )}

            """
        );

    // Definitions are applied at every start: data of an earlier one takes this one's user and password.
    private string Definitions() =>
        JsonSerializer.Serialize(
            new
            {
                vhosts = new[] { new { name = "/" } },
                users = new[]
                {
                    new
                    {
                        name = settings.User,
                        password = settings.Password ?? settings.User,
                        tags = "administrator",
                    },
                },
                permissions = new[]
                {
                    new
                    {
                        user = settings.User,
                        vhost = "/",
                        configure = ".*",
                        write = ".*",
                        read = ".*",
                    },
                },
            }
        );

    private string At(string name) => Path.Combine(settings.Folder, name);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
