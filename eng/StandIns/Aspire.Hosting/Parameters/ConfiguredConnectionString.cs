using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Parameters;

/// <summary>A connection string of the configuration, <c>ConnectionStrings:name</c>.</summary>
internal sealed class ConfiguredConnectionString : Resource, IResourceWithConnectionString
{
    public ConfiguredConnectionString(IConfiguration configuration, string name, string? environmentVariable)
        : base(name)
    {
        ConnectionStringEnvironmentVariable = environmentVariable;
        var parameter = new ParameterResource(name, _ => Read(configuration, name), secret: true)
        {
            IsConnectionString = true,
        };
        ConnectionStringExpression = ReferenceExpression.Create($"{parameter}");
    }

    public ReferenceExpression ConnectionStringExpression { get; }

    public string? ConnectionStringEnvironmentVariable { get; }

    private static string Read(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name)
        ?? throw new MissingParameterValueException(
            $"Connection string parameter resource could not be used because connection string '{name}' is missing."
        );
}
