using System.Text.Json;
using CsCheck;
using SessionLogging.Actions;

namespace SessionLogging.Tests.Actions;

public sealed class ActionMessageTests
{
    private static readonly Gen<string> Texts =
        Gen.OneOf(Gen.String[Gen.Char[' ', '~'], 0, 12], Gen.OneOf("\n", "\t", "\"", "\\", "\\n", "é", "😀", "<user>", "<event>", "{", "}", "$"))
            .Array[1, 8]
            .Select(string.Concat)
            .Where(text => text.Trim().Length > 0 && !text.Replace("<user>", "", StringComparison.Ordinal).Replace("<event>", "", StringComparison.Ordinal).AsSpan().ContainsAny('<', '>'));

    [Fact]
    public void Whatever_is_written_about_the_fields_arrives_as_it_is() => Texts.Sample(text =>
    {
        var message = ActionMessage.Parse(text);

        Assert.Equal(text, string.Join("\n", message.Template(inLines: true).Split('\n').Select(line => JsonSerializer.Deserialize<string>(line))));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(message.Template(inLines: false)));
        Assert.Equal(text, ActionMessage.ReadTemplate(message.Template(inLines: true)));
        Assert.Equal(text, ActionMessage.ReadTemplate(message.Template(inLines: false)));
    });

    [Fact]
    public void Only_the_fields_that_are_named_are_read_from_the_event()
    {
        var target = ActionTarget.Topic(ActionBench.TopicArn).Json("id", Place, ActionMessage.Parse("\"<event>\" by <user>"));

        Assert.Equal(
            """{"Id":"id","Arn":"arn:aws:sns:eu-west-1:111122223333:audit","InputTransformer":{"InputPathsMap":{"event":"$.detail.eventName","user":"$.detail.userIdentity.arn"},"InputTemplate":"\"\\\"<event>\\\" by <user>\""}}""",
            target);
    }

    [Theory]
    [InlineData("by <User>", "MessageFieldUnknown", "<user>")]
    [InlineData("by <who>", "MessageFieldUnknown", "<user>")]
    [InlineData("<aws.events.event>", "MessageFieldUnknown", "<user>")]
    [InlineData("a < b", "MessageAngleBracket", "<event>")]
    [InlineData("a > b <user>", "MessageAngleBracket", "<event>")]
    [InlineData(" ", "MessageEmpty", "-Message")]
    [InlineData("bell \a", "MessageControlCharacters", "")]
    public void A_text_that_EventBridge_would_misread_is_refused(string text, string rule, string remedy)
    {
        var refusal = Assert.Throws<SessionActionException>(() => ActionMessage.Parse(text));

        Assert.Equal(rule, refusal.ErrorId);
        Assert.Contains(remedy, refusal.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_has_at_most_8192_characters()
    {
        Assert.Equal(8190, ActionMessage.Parse(new string('x', 8190)).Text.Length);
        Assert.Equal("MessageTooLong", Assert.Throws<SessionActionException>(() => ActionMessage.Parse(new string('x', 8191))).ErrorId);
        Assert.Equal("MessageTooLong", Assert.Throws<SessionActionException>(() => ActionMessage.Parse(new string('"', 5000))).ErrorId);
    }

    [Fact]
    public void The_default_says_what_who_and_where_and_how_it_ended()
    {
        var text = ActionMessage.Default(new SessionEventFilter()).Text;

        Assert.All(["<event>", "<user>", "<error>", "<session>", "<named-session>", "<target>", "<reason>", "<time>", "<account>", "<region>"], field =>
            Assert.Contains(field, text, StringComparison.Ordinal));
        Assert.Equal(text, ActionMessage.Parse(text).Text);
        Assert.Contains("succeeded", ActionMessage.Default(new SessionEventFilter { Outcome = SessionOutcome.Succeeded }).Text, StringComparison.Ordinal);
        Assert.Contains("denied", ActionMessage.Default(new SessionEventFilter { Outcome = SessionOutcome.Denied }).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<reason>", ActionMessage.Default(new SessionEventFilter { Events = [SessionEvent.Terminate] }).Text, StringComparison.Ordinal);
    }

    private static ActionPlace Place => new(InMemoryActionAccount.Id, "eu-west-1", "aws");
}
