using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Puts the connection's options together and opens it.</summary>
internal sealed class RedisConnect(
    string connectionName,
    StackExchangeRedisSettings settings,
    IReadOnlyList<IConfigurationSection> sections,
    Action<ConfigurationOptions>? configureOptions
)
{
    /// <exception cref="InvalidOperationException">No source names a server.</exception>
    public ConnectionMultiplexer Open()
    {
        var options = Options();
        if (options.EndPoints.Count == 0)
        {
            throw new InvalidOperationException(
                $"No endpoints specified. Ensure a valid connection string was provided in "
                    + $"'ConnectionStrings:{connectionName}' or for the 'Aspire:StackExchange:Redis:ConnectionString' "
                    + "configuration key."
            );
        }

        return ConnectionMultiplexer.Connect(options);
    }

    private ConfigurationOptions Options()
    {
        var text = settings.ConnectionString ?? "";
        var options = ConfigurationOptions.Parse(text);

        // A server that is not there yet must not stop the host. Who wrote abortConnect meant it.
        if (!text.Contains("abortConnect", StringComparison.OrdinalIgnoreCase))
        {
            options.AbortOnConnectFail = false;
        }

        foreach (var section in sections)
        {
            section.GetSection("ConfigurationOptions").Bind(options);
        }

        configureOptions?.Invoke(options);
        return options;
    }
}
