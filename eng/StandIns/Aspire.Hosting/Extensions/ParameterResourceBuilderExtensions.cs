using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Parameters;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        bool secret = false
    ) =>
        builder.AddResource(
            new ParameterResource(
                name,
                defaultValue => ParameterValue.Of(builder.Configuration, $"Parameters:{name}", defaultValue),
                secret
            )
        );

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false
    ) => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false
    ) =>
        publishValueAsDefault && secret
            ? throw new ArgumentException(
                "A parameter cannot be both secret and published as a default value.",
                nameof(secret)
            )
            : builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false
    ) => builder.AddResource(ParameterValue.WithDefault(builder, name, value, secret));

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder,
        string name,
        string configurationKey,
        bool secret = false
    ) =>
        builder.AddResource(
            new ParameterResource(
                name,
                defaultValue => ParameterValue.Of(builder.Configuration, configurationKey, defaultValue),
                secret
            )
        );

    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder,
        string description,
        bool enableMarkdown = false
    )
    {
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        string? environmentVariableName = null
    ) => builder.AddResource(new ConfiguredConnectionString(builder.Configuration, name, environmentVariableName));

    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0
    ) =>
        ParameterValue.WithDefault(
            builder,
            name,
            new GenerateParameterDefault
            {
                MinLength = 22,
                Lower = lower,
                Upper = upper,
                Numeric = numeric,
                Special = special,
                MinLower = minLower,
                MinUpper = minUpper,
                MinNumeric = minNumeric,
                MinSpecial = minSpecial,
            },
            secret: true
        );
}
