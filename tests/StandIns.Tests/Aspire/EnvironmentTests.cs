using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>The variables that a process receives, as reference documentation of the genuine packages lists them.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_referenced_endpoint_is_told_by_scheme_or_by_its_name()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var server = builder
                    .AddShell("My-Server", "exec sleep 600")
                    .WithHttpEndpoint()
                    .WithHttpEndpoint(name: "grpc");
                builder
                    .AddRecorder("caller")
                    .WithReference(server.GetEndpoint("http"))
                    .WithReference(server.GetEndpoint("grpc"));
            }
        );

        var variables = await app.VariablesAsync("caller");

        Assert.Equal(app.Endpoint("My-Server", "http").Url, variables["services__My-Server__http__0"]);
        Assert.Equal(app.Endpoint("My-Server", "grpc").Url, variables["services__My-Server__grpc__0"]);
        Assert.Equal(app.Endpoint("My-Server", "http").Url, variables["MY_SERVER_HTTP"]);
        Assert.Equal(app.Endpoint("My-Server", "grpc").Url, variables["MY_SERVER_GRPC"]);
    }

    [Fact]
    public async Task A_connection_string_comes_with_its_properties()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var store = builder.AddResource(new Store("my-store"));
                builder.AddRecorder("caller").WithReference(store).WithReference(store, connectionName: "other");
            }
        );

        var variables = await app.VariablesAsync("caller");

        Assert.Equal("Host=somewhere", variables["ConnectionStrings__my-store"]);
        Assert.Equal("somewhere", variables["MY_STORE_HOST"]);
        Assert.Equal("store", variables["MY_STORE_DATABASENAME"]);
        Assert.Equal("Host=somewhere", variables["ConnectionStrings__other"]);
        Assert.Equal("somewhere", variables["OTHER_HOST"]);
    }

    [Fact]
    public async Task Addresses_outside_are_told_by_scheme_or_as_default()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddRecorder("caller")
                    .WithReference(builder.AddExternalService("models", "https://models.example.com/"))
                    .WithReference("plain", new Uri("http://plain.example.com"))
        );

        var variables = await app.VariablesAsync("caller");

        Assert.Equal("https://models.example.com/", variables["services__models__https__0"]);
        Assert.Equal("http://plain.example.com/", variables["services__plain__default__0"]);
    }

    [Fact]
    public async Task Values_are_resolved_and_the_last_writer_wins()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var key = builder.AddParameter("key", secret: true);
                var server = builder.AddShell("server", "exec sleep 600").WithHttpEndpoint();
                builder
                    .AddRecorder("caller")
                    .WithEnvironment("KEY", key)
                    .WithEnvironment("SERVER", server.GetEndpoint("http"))
                    .WithEnvironment("MIXED", $"{server.GetEndpoint("http")}/{key}?{{}}")
                    .WithEnvironment("TWICE", "first")
                    .WithEnvironment("LATE", () => "computed")
                    .WithEnvironment(context => context.EnvironmentVariables["TWICE"] = "second");
            },
            "Parameters:key=s3cret"
        );

        var variables = await app.VariablesAsync("caller");

        Assert.Equal("s3cret", variables["KEY"]);
        Assert.Equal(app.Endpoint("server", "http").Url, variables["SERVER"]);
        Assert.Equal($"{app.Endpoint("server", "http").Url}/s3cret?{{}}", variables["MIXED"]);
        Assert.Equal("second", variables["TWICE"]);
        Assert.Equal("computed", variables["LATE"]);
    }

    [Fact]
    public async Task Arguments_are_resolved_too()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var server = builder.AddShell("server", "exec sleep 600").WithHttpEndpoint();
                builder
                    .AddShell("caller", "printf '%s\\n' \"$@\" > args.tmp; mv args.tmp args")
                    .WithArgs("name", "a b")
                    .WithArgs(server.GetEndpoint("http"))
                    .WithArgs(context => context.Args.Add(7));
            }
        );

        Assert.Equal($"a b\n{app.Endpoint("server", "http").Url}\n7", await app.FileAsync("args"));
    }

    private sealed class Store(string name) : Resource(name), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Host=somewhere");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
            [
                new("Host", ReferenceExpression.Create($"somewhere")),
                new("DatabaseName", ReferenceExpression.Create($"store")),
            ];
    }
}
