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

        Assert.All(["<event>", "<user>", "<error>", "<session>", "<named-session>", "<target>", "<document>", "<host>", "<port>", "<reason>", "<time>", "<account>", "<region>"], field =>
            Assert.Contains(field, text, StringComparison.Ordinal));
        Assert.Equal(text, ActionMessage.Parse(text).Text);
        Assert.Contains("succeeded", ActionMessage.Default(new SessionEventFilter { Outcome = SessionOutcome.Succeeded }).Text, StringComparison.Ordinal);
        Assert.Contains("denied", ActionMessage.Default(new SessionEventFilter { Outcome = SessionOutcome.Denied }).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<reason>", ActionMessage.Default(new SessionEventFilter { Events = [SessionEvent.Terminate] }).Text, StringComparison.Ordinal);
    }

    // Each field of each record as CloudTrail was seen to write it; parameters are lists.
    [Theory]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", "document", "AWS-StartPortForwardingSession")]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", "port", "18089")]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", "local-port", "8089")]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", "host", null)]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", "target", "i-072084d1cf0b2f1c9")]
    [InlineData("ct-07-start-iamuser-customdoc-2020.json", "document", "SSM-sudo")]
    [InlineData("ct-01-start-iamuser-cellnumber-2024.json", "document", null)]
    [InlineData("ct-01-start-iamuser-cellnumber-2024.json", "session", "jdoe-wzleysigzmbd6fmkefjqvt5w4u")]
    [InlineData("ct-04-terminate-iamuser-2024.json", "named-session", "jdoe-wzleysigzmbd6fmkefjqvt5w4u")]
    [InlineData("eb-01-envelope-start-assumedrole-console-2021.json", "account", "123456789012")]
    [InlineData("eb-01-envelope-start-assumedrole-console-2021.json", "address", "198.51.100.64")]
    public void A_field_leads_to_its_value_in_what_CloudTrail_writes(string record, string field, string? value)
    {
        var found = CloudTrailRecords.Envelope(record).Find(MessageField.Find(field)!.Path);

        Assert.Equal(value, found?.GetValue<string>());
    }

    [Theory]
    [InlineData("ct-01-start-iamuser-cellnumber-2024.json", true)]
    [InlineData("ct-09-start-sso-portforwarding-2026-filtered.json", true)]
    [InlineData("eb-01-envelope-start-assumedrole-console-2021.json", true)]
    [InlineData("ct-11-athena-terminate-NOT-session-manager.json", false)]
    [InlineData("ct-13-ecs-executecommand-2026-shaped.json", false)]
    public void Only_Session_Managers_own_records_match(string record, bool isMatch) =>
        Assert.Equal(isMatch, PatternMatcher.Matches(SessionEventPattern.Write(new SessionEventFilter()), CloudTrailRecords.Envelope(record).ToJsonString()));

    private static ActionPlace Place => new(InMemoryActionAccount.Id, "eu-west-1", "aws");
}
