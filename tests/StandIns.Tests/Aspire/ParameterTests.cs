using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Values that come from outside, and names.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("Parameters:pg-password=configured")]
    [InlineData("Parameters:pg_password=configured")]
    public async Task A_parameter_is_read_from_the_configuration_also_with_underscores(string setting)
    {
        var parameter = AspireApp.Builder(Path.GetTempPath(), setting).AddParameter("pg-password");

        Assert.Equal("configured", await parameter.Resource.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_generated_default_stays_the_same_and_gives_way_to_the_configuration()
    {
        var generated = new GenerateParameterDefault { MinLength = 12, Special = false };
        var ours = AspireApp.Builder(Path.GetTempPath()).AddParameter("key", generated, secret: true).Resource;
        var theirs = AspireApp
            .Builder(Path.GetTempPath(), "Parameters:key=set")
            .AddParameter("key", generated)
            .Resource;

        var value = await ours.GetValueAsync(CancellationToken.None);

        Assert.Matches("^[a-zA-Z0-9]{12}$", value);
        Assert.Equal(value, await ours.GetValueAsync(CancellationToken.None));
        Assert.Equal("set", await theirs.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public void A_default_password_has_what_is_asked_of_it()
    {
        var builder = AspireApp.Builder(Path.GetTempPath());

        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder,
            "password",
            special: false,
            minLower: 1,
            minUpper: 1,
            minNumeric: 1
        );

        Assert.True(password.Secret);
        Assert.Matches("^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9]{22}$", password.Default!.GetDefaultValue());
    }

    [Fact]
    public async Task Who_uses_a_missing_value_fails_with_the_name_of_its_key()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddRecorder("caller").WithEnvironment("KEY", builder.AddParameter("the-key"))
        );

        await app.StateAsync("caller", "FailedToStart");

        const string Message =
            "Parameter resource could not be used because configuration key 'Parameters:the-key' is missing and the Parameter has no default value.";
        Assert.Contains(Message, app.Log("caller"), StringComparison.Ordinal);
        await app.StateAsync("the-key", "ValueMissing");
    }

    [Fact]
    public async Task A_missing_parameter_throws_to_who_asks()
    {
        var parameter = AspireApp.Builder(Path.GetTempPath()).AddParameter("key").Resource;

        await Assert.ThrowsAsync<MissingParameterValueException>(async () =>
            await parameter.GetValueAsync(CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_connection_string_is_configured_or_put_together()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var configured = builder.AddConnectionString("store");
                var server = builder.AddShell("server", "exec sleep 600").WithHttpEndpoint();
                var composed = builder.AddConnectionString(
                    "composed",
                    ReferenceExpression.Create($"Endpoint={server.GetEndpoint("http")};Key={"a b":uri}")
                );
                builder
                    .AddRecorder("caller")
                    .WithReference(configured)
                    .WithReference(composed)
                    .WithReference(builder.AddConnectionString("renamed", "RENAMED"));
            },
            "ConnectionStrings:store=Host=there",
            "ConnectionStrings:renamed=x"
        );

        var variables = await app.VariablesAsync("caller");

        Assert.Equal("Host=there", variables["ConnectionStrings__store"]);
        Assert.Equal(
            $"Endpoint={app.Endpoint("server", "http").Url};Key=a%20b",
            variables["ConnectionStrings__composed"]
        );
        Assert.Equal("x", variables["RENAMED"]);
    }

    [Theory]
    [InlineData("", "between 1 and 64")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123456", "between 1 and 64")]
    [InlineData("1st", "start with an ASCII letter")]
    [InlineData("a_b", "only ASCII letters, digits, and hyphens")]
    [InlineData("é", "only ASCII letters, digits, and hyphens")]
    [InlineData("a--b", "consecutive hyphens")]
    [InlineData("a-", "end with a hyphen")]
    public void A_name_that_breaks_a_rule_is_refused_with_it(string name, string rule)
    {
        var builder = AspireApp.Builder(Path.GetTempPath());

        var error = Assert.Throws<ArgumentException>(() => builder.AddParameter(name));

        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_unique_whatever_its_case()
    {
        var builder = AspireApp.Builder(Path.GetTempPath());
        builder.AddParameter("Name");

        var error = Assert.Throws<DistributedApplicationException>(() => builder.AddShell("name", "exit"));

        Assert.Contains("Resource names are case-insensitive.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address", "must be an absolute URI")]
    [InlineData("http://host/path", "absolute path must be \"/\"")]
    public void An_external_service_needs_an_address_without_a_path(string url, string rule)
    {
        var builder = AspireApp.Builder(Path.GetTempPath());

        var error = Assert.Throws<ArgumentException>(() => builder.AddExternalService("service", url));

        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }
}
