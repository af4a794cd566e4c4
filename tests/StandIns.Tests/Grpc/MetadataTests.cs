using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_and_found_in_any_case()
    {
        var metadata = new Metadata { { "X-Run.Id_1", "a" } };

        Assert.Equal("x-run.id_1", metadata[0].Key);
        Assert.Equal("a", metadata.GetValue("X-RUN.ID_1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData(":path")]
    [InlineData("x\r\ny")]
    [InlineData("키")]
    [InlineData("\u212A")] // the Kelvin sign, whose lower case is k
    public void A_key_with_other_characters_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void The_suffix_says_whether_a_value_is_binary()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("x-digest-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("x-digest", [1]));
        Assert.True(new Metadata.Entry("X-Digest-BIN", [1]).IsBinary);
        Assert.False(new Metadata.Entry("x-digest", "text").IsBinary);
    }

    [Fact]
    public void Text_can_be_had_as_bytes_but_bytes_not_as_text()
    {
        Assert.Equal("abc"u8.ToArray(), new Metadata.Entry("x", "abc").ValueBytes);
        Assert.Throws<InvalidOperationException>(() => new Metadata.Entry("x-bin", [1]).Value);
    }

    [Fact]
    public void The_bytes_of_an_entry_cannot_be_changed_from_outside()
    {
        byte[] bytes = [1, 2];
        var entry = new Metadata.Entry("x-bin", bytes);

        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void Of_several_values_the_last_one_counts_and_all_can_be_had()
    {
        var metadata = new Metadata
        {
            { "x", "1" },
            { "y", "-" },
            { "X", "2" },
        };

        Assert.Equal("2", metadata.Get("x")!.Value);
        Assert.Equal(["1", "2"], metadata.GetAll("x").Select(entry => entry.Value));
        Assert.Null(metadata.Get("z"));
        Assert.Null(metadata.GetValue("z"));
        Assert.Null(metadata.GetValueBytes("z-bin"));
    }

    [Fact]
    public void Is_a_list()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        var metadata = new Metadata { second };

        metadata.Insert(0, first);
        Assert.Equal([first, second], metadata);
        Assert.Equal(1, metadata.IndexOf(second));
        Assert.Contains(first, metadata);
        Assert.True(metadata.Remove(first));
        metadata[0] = first;
        metadata.RemoveAt(0);
        Assert.Empty(metadata);
        Assert.False(metadata.IsReadOnly);
    }

    [Fact]
    public void The_empty_metadata_stays_empty()
    {
        var entry = new Metadata.Entry("a", "1");

        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "1"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
    }

    [Fact]
    public void Nulls_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "a"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("a", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("a-bin", (byte[])null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata().Add(null!));
    }

    [Fact]
    public void An_entry_prints_its_key_and_value() =>
        Assert.Equal("[Entry: key=a, value=1]", new Metadata.Entry("A", "1").ToString());
}
