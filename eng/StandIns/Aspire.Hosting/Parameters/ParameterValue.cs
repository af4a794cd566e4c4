using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Parameters;

internal static class ParameterValue
{
    public static ParameterResource WithDefault(
        IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret
    ) =>
        new(name, defaultValue => Of(builder.Configuration, $"Parameters:{name}", defaultValue), secret)
        {
            Default = value,
        };

    /// <summary>The configured value, else the default. An environment variable cannot have a hyphen: underscores count for it.</summary>
    public static string Of(IConfiguration configuration, string key, ParameterDefault? defaultValue) =>
        configuration[key]
        ?? configuration[key.Replace('-', '_')]
        ?? defaultValue?.GetDefaultValue()
        ?? throw new MissingParameterValueException(
            $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value."
        );
}
