using Microsoft.Extensions.Configuration;
using Orchestrator.Inference.Secrets;

namespace Orchestrator.Inference.Tests.Secrets;

public sealed class SecretTests : IDisposable
{
    private const string Key = "sk-0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_secret_file_may_end_with_a_line_feed()
    {
        File.WriteAllText(PathOf("key"), Key + "\n");

        Assert.Equal(Key, new SecretFile(PathOf("key")).Read());
    }

    [Fact]
    public void A_secret_file_is_read_again_when_its_time_changes()
    {
        File.WriteAllText(PathOf("key"), "first");
        var secret = new SecretFile(PathOf("key"));
        Assert.Equal("first", secret.Read());

        File.WriteAllText(PathOf("key"), "other");
        File.SetLastWriteTimeUtc(PathOf("key"), new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("other", secret.Read());
    }

    /// <summary>So Kubernetes does it: key → ..data/key, and ..data → the folder of the day.</summary>
    [Fact]
    public void A_secret_that_is_rotated_by_moving_a_link_is_read_again()
    {
        foreach (var (folder, text, day) in new[] { ("monday", "first", 1), ("tuesday", "other", 2) })
        {
            Directory.CreateDirectory(PathOf(folder));
            File.WriteAllText(PathOf($"{folder}/key"), text);
            File.SetLastWriteTimeUtc(PathOf($"{folder}/key"), new DateTime(2031, 1, day, 0, 0, 0, DateTimeKind.Utc));
        }

        Directory.CreateSymbolicLink(PathOf("..data"), PathOf("monday"));
        File.CreateSymbolicLink(PathOf("key"), PathOf("..data/key"));
        var secret = new SecretFile(PathOf("key"));
        Assert.Equal("first", secret.Read());

        Directory.Delete(PathOf("..data"));
        Directory.CreateSymbolicLink(PathOf("..data"), PathOf("tuesday"));

        Assert.Equal("other", secret.Read());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    [InlineData("sk-0123\r\nX-Other: 1", "characters that no header may have")]
    [InlineData("sk-비밀", "characters that no header may have")]
    public void What_cannot_stand_in_a_header_is_refused_without_being_shown(string text, string problem)
    {
        File.WriteAllText(PathOf("key"), text);

        var exception = Assert.Throws<InferenceException>(() => new SecretFile(PathOf("key")).Read());

        Assert.Equal((InferenceStage.Connect, InferenceCause.Refused), (exception.Error.Stage, exception.Error.Cause));
        Assert.Contains(problem, exception.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        File.WriteAllText(PathOf("key"), new string('x', SecretText.MaxLength + 1));

        var exception = Assert.Throws<InferenceException>(() => new SecretFile(PathOf("key")).Read());

        Assert.Contains("is longer than", exception.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_not_there_is_named_by_its_source()
    {
        var file = Assert.Throws<InferenceException>(() => new SecretFile(PathOf("absent")).Read());
        var variable = Assert.Throws<InferenceException>(() => new SecretVariable("ORCHESTRATOR_NO_SUCH").Read());

        Assert.Contains(PathOf("absent"), file.Error.Message, StringComparison.Ordinal);
        Assert.Contains("variable ORCHESTRATOR_NO_SUCH is not set", variable.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_is_read_when_it_is_needed()
    {
        var name = $"ORCHESTRATOR_TEST_{Guid.NewGuid():N}";
        var secret = new SecretVariable(name);
        Environment.SetEnvironmentVariable(name, Key);

        Assert.Equal(Key, secret.Read());
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void No_text_of_a_secret_object_shows_the_secret()
    {
        File.WriteAllText(PathOf("key"), Key);
        var secret = new SecretFile(PathOf("key"));
        secret.Read();
        var endpoint = new ReplicaEndpoint("r", new Uri("http://localhost")) { ApiKey = secret };

        Assert.DoesNotContain(Key, $"{secret} {secret.Source} {endpoint}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "names neither a file nor a variable")]
    [InlineData("/a", "B", "names both a file and a variable")]
    public void A_credential_names_exactly_one_place(string? file, string? variable, string problem)
    {
        var options = new CredentialOptions { File = file, Variable = variable };

        Assert.Equal(problem, options.Problem);
        Assert.Throws<InvalidOperationException>(options.ToSecret);
    }

    [Theory]
    [InlineData("File", "file /a")]
    [InlineData("Variable", "variable /a")]
    public void A_credential_is_bound_from_its_section(string key, string source)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"Worker:Credentials:cloud:{key}", "/a")])
            .Build();

        var bound = configuration.GetSection("Worker:Credentials").Get<Dictionary<string, CredentialOptions>>();

        Assert.Equal(source, bound!["cloud"].ToSecret().Source);
    }
}
