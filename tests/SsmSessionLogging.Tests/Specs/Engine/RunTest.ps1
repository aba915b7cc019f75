# Opens the scope of a test, which its BeforeEach and AfterEach share.
param($______run, $______test)

foreach ($______variable in $______test.Variables) {
    $ExecutionContext.SessionState.PSVariable.Set($______variable.Key, $______variable.Value)
}

try {
    foreach ($______setup in $______test.BeforeEach) { . $______setup.GetScriptBlock() }
    . $______test.Body.GetScriptBlock()
    $______run.Pass($______test)
}
catch { $______run.Fail($______test, $_) }
finally {
    foreach ($______teardown in $______test.AfterEach) {
        try { . $______teardown.GetScriptBlock() } catch { $______run.Fail($______test, $_) }
    }
}
