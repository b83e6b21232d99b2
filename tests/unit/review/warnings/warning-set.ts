/**
 * Names with the hosts they send people back to, made for this test: `name @ host`. What hostile
 * means here: whoever reads it quickly takes the app for another one, or cannot tell who is behind it.
 */
const lines = (text: string): string[] => text.trim().split('\n');

export const HOSTILE = lines(`
Slack @ slack.com.oauth-login.net
GitHub @ github.com.signin-apps.net
Team Chat @ slack.com.oauth-login.net
Code Search @ github.com-login.net
Meeting Notes @ zoom.us.join-call.example
Boards @ trello.com.account-check.example
Sign in @ id.atlassian.com.session.example
Design Sync @ figma-com.preview.example
Docs @ notion.so-workspace.example
Files @ www.dropbox.com.files-share.example
Identity @ okta.com.verify.example
Notion @ notlon.so
Miro @ rniro.com
Asana @ asana-oauth-login.com
Boards Sync @ rniro.com
Notes Sync @ notlon.so
Task Sync @ asana-oauth-login.com
Figma @ f1gma.com
GitHub @ glthub.com
GitHub @ git-hub.io
Slack @ s1ack.com
Slack @ siack.com
Linear @ l1near.app
Zendesk @ zendeskk.com
Asana @ asanna.com
GitHub @ gihtub.com
Airtable @ airtabel.com
HubSpot @ hubsopt.com
Datadog @ datadoq.com
PagerDuty @ pagerdutty.com
Cloudflare @ cloudfiare.com
Dropbox @ dropbax.com
ClickUp @ c1ickup.com
Anthropic @ anthroplc.com
ChatGPT @ chatqpt.com
Claude @ claud3.ai
Claude @ c1aude.ai
Canva @ canva-app.example
Canva for Jira @ evil.example
Figma @ figma-login.example
Figma for Jira @ design-tools.example
Figma Connect @ figma.oauth-login.net
Miro @ boards.example
Miro for Jira @ miro-boards.example
monday @ monday-login.example
monday.com @ workos.example
Zoom @ zoom-sso.example
Zoom for Jira @ meetings.example
Google Drive @ drive-sync.example
Google @ accounts-google.example
Google Workspace @ workspace.example
Gmail @ mailbox.example
Microsoft Teams @ teams-login.example
Microsoft @ microsoft-365-login.example
Outlook @ outlook-oauth.example
Azure DevOps @ devops.example
Salesforce @ salesforce-connect.example
HubSpot @ crm.example
Zendesk @ tickets.example
Intercom @ inbox.example
Linear @ issues.example
Linear for Jira @ linear-login.example
ClickUp @ clickup-import.example
Airtable @ tables.example
Box @ box-oauth-login.com
Smartsheet @ sheets.example
Lucidchart @ diagrams.example
Loom @ loom-video.example
Datadog @ metrics.example
Sentry @ errors.example
PagerDuty @ oncall.example
Okta @ sso.example
Auth0 @ authzero.example
Vercel @ deploy.example
Netlify @ netlify-auth.example
ChatGPT @ chat.example
OpenAI @ openai-connect.example
Codex @ openai.com.codex-cli.example
Cursor @ cursor-ai.example
GitLab @ gitlab-oauth.example
GitHub Copilot @ copilot.example
VS Code @ vscode-login.example
Postman @ apis.example
Zapier @ zaps.example
ServiceNow @ service-now.example
Snyk @ scan.example
SonarQube @ quality.example
JetBrains @ idea.example
LaunchDarkly @ flags.example
New Relic @ newrelic-apm.example
Stripe @ payments.example
Shopify @ shop.example
DocuSign @ docusign-envelope.example
Adobe @ pdf.example
Webex @ webex-meet.example
Workday @ hr.example
1Password @ vault.example
LastPass @ lastpass-vault.example
Calendly @ calendly-invite.example
Grammarly @ writing.example
Perplexity @ answers.example
Draw by Slack @ draw.example
SlackBot @ bots.example
GitHubSync @ sync.example
Enterprise Slack @ chat.example
Company SSO @ slackauth.com
Report Sync @ githublogin.net
Asset Sync @ figma-jira.net
Work Sync @ jira-login.example
Site Helper @ atlassian-support.example
Draw @ abc.ngrok.io
Draw @ abc.ngrok-free.app
Draw @ abc.loca.lt
Draw @ funny-words.trycloudflare.com
Draw @ abc.serveo.net
Draw @ draw.pagekite.me
Draw @ abc.lhr.life
Draw @ host.tail1234.ts.net
Draw @ abc.share.zrok.io
Draw @ bore.pub
Draw @ webhook.site
Draw @ abc.requestbin.net
Draw @ abc.m.pipedream.net
Draw @ draw.free.beeceptor.com
Draw @ abc.oast.fun
Draw @ abc.oastify.com
Draw @ hooks.zapier.com
Draw @ abc-8080.euw.devtunnels.ms
Draw @ draw.pinggy.link
Draw @ draw.glitch.me
Draw @ draw.retool.com
Draw @ draw.vercel.app
Draw @ draw.netlify.app
Draw @ draw.github.io
Draw @ draw.herokuapp.com
Draw @ draw.pages.dev
Draw @ draw.workers.dev
Draw @ draw.web.app
Draw @ draw.replit.app
Draw @ draw.lovable.app
Draw @ script.google.com
Draw @ draw.duckdns.org
Draw @ 203-0-113-9.sslip.io
Slack @ slack-login.vercel.app
Draw @ 203.0.113.9
Draw @ xn--80ak6aa92e.com
Slасk @ chat.example
Fіgma @ design.example
Nоtiоn @ notes.example
‮amgiF @ figma.example
Fig​ma @ figma-tools.example
SIack @ chat-tools.example
Notlon @ notes-tools.example
Atlassian @ sites.example
Atlassian Support @ helpdesk.example
Jira Cloud @ jira-cloud.example
Official Draw @ draw.example
Trello @ boards-sync.example
`);

export const HONEST = lines(`
Slack @ slack.com
GitHub @ github.com
GitHub for Jira @ github.com
GitHub Copilot @ vscode.dev
GitLab @ gitlab.com
Figma @ www.figma.com
Figma for Government @ figma-gov.com
Miro @ miro.com
Notion @ www.notion.so
Notion @ api.notion.com
Asana @ app.asana.com
monday.com @ auth.monday.com
Zoom @ integrations.zoom.us
Google Vertex AI @ console.cloud.google.com
Gmail @ mail.google.com
Microsoft Teams @ teams.microsoft.com
Azure DevOps @ dev.azure.com
VS Code @ vscode.dev
Visual Studio Code @ vscode.dev
Salesforce @ login.salesforce.com
Tableau @ online.tableau.com
HubSpot @ app.hubspot.com
Zendesk @ acme.zendesk.com
Intercom @ app.intercom.com
Linear @ linear.app
ClickUp @ app.clickup.com
Airtable @ airtable.com
Dropbox @ www.dropbox.com
Box @ app.box.com
Smartsheet @ app.smartsheet.com
Lucidchart @ lucid.app
Loom @ www.loom.com
Datadog @ app.datadoghq.com
Datadog @ app.datadoghq.eu
Sentry @ sentry.io
PagerDuty @ app.pagerduty.com
Okta @ acme.okta.com
Auth0 @ manage.auth0.com
Cloudflare @ dash.cloudflare.com
Vercel @ vercel.com
Netlify @ app.netlify.com
Claude @ claude.ai
Claude @ claude.com
Claude Code @ claude.ai
ChatGPT @ chatgpt.com
OpenAI @ platform.openai.com
Cursor @ www.cursor.com
Mistral @ callback.mistral.ai
Devin @ api.devin.ai
Docker @ mcp.docker.com
Writer @ app.writer.com
Canva @ www.canva.com
Lovable @ lovable.dev
Raycast @ jira.oauth.raycast.com
Zapier @ zapier.com
Make @ www.make.com
n8n @ oauth.n8n.cloud
Workato @ www.workato.com
ServiceNow @ acme.service-now.com
Freshservice @ acme.freshservice.com
Front @ app.frontapp.com
Gong @ app.gong.io
Snyk @ app.snyk.io
SonarCloud @ sonarcloud.io
JetBrains @ account.jetbrains.com
CircleCI @ app.circleci.com
LaunchDarkly @ app.launchdarkly.com
New Relic @ one.newrelic.com
Dynatrace @ abc12345.apps.dynatrace.com
Grafana @ acme.grafana.net
Splunk @ acme.splunkcloud.com
Elastic @ cloud.elastic.co
Databricks @ accounts.cloud.databricks.com
Adobe Workfront @ acme.my.workfront.com
Webex @ webexapis.webex.com
Amazon Q @ us-east-1.quicksight.aws.amazon.com
Tempo Timesheets @ app.tempo.io
Toggl Track @ track.toggl.com
Clockify @ app.clockify.me
Unito @ app.unito.io
Productboard @ app.productboard.com
Aha! @ secure.aha.io
draw.io @ app.diagrams.net
Zeplin @ app.zeplin.io
TestRail @ acme.testrail.io
BrowserStack @ www.browserstack.com
Crowdin @ accounts.crowdin.com
Glean @ acme-be.glean.com
1Password @ start.1password.com
Vanta @ app.vanta.com
LinearB @ app.linearb.io
Swarmia @ app.swarmia.com
Draw for Jira @ app.draw.example
BoardSync @ boardsync.example
Acme Connector @ acmecorp.example
Acme for Slack @ acme.example
Acme Slack Sync @ acme.example
Exalate for GitHub @ exalate.com
Jira to Acme @ app.acme.example
Team Retro @ getteamretro.example
Wonka Planner @ planner.wonka.example
Wonka Planner @ wonka-industries.example
Globex @ login.globex.example
Globex HR @ auth.globex.example
Initech TPS Reports @ tps.initech.example
Hooli @ hooli.example
Umbrella CRM @ crm.umbrella.example
Sigma @ app.sigma.example
Motion @ app.usemotion.example
Canvas @ canvas.example
Unity @ id.unity.com
Stack @ stack.example
Slick Forms @ slickforms.example
Toggle @ toggle.example
Looper @ looper.example
Box Office Planner @ boxoffice.example
Linear Regression Lab @ stats.example
Monday Reports @ mondayreports.example
Notion of Time @ notionoftime.example
Make Good @ makegood.example
Front Desk @ frontdesk.example
Zoomies @ zoomies.example
Harvest Planner @ farm.example
Cursor Themes @ themes.example
Heap Dump Viewer @ heapdump.example
Segment Runner @ runner.example
Phrase Book @ phrasebook.example
Time Sheets @ time-sheets.example
My Planner @ planner.com.au
Kanban @ kanban.co.uk
Roadmaps @ roadmaps.co.jp
Tid @ tid.no
Rapport @ rapport.fr
Zeit @ zeiterfassung.de
Planning Poker @ planningpoker.example
Release Notes @ releasenotes.example
Test Manager @ app.testmanager.example
Asset Scanner @ scanner.example
Sprint Health @ sprinthealth.example
Café @ cafe.example
Müller & Söhne @ mueller.example
Jira連携 @ renkei.example.jp
Jira Align Bridge by Acme @ bridge.atlassian.com
International Business Machines @ ibm.com
Status Board @ status.example
Incident Bot @ incidents.example
Signal Desk @ signaldesk.example
Office Hours @ officehours.example
Live Board @ liveboard.example
Force Field @ forcefield.example
Gitsy @ gitsy.example
Slate @ slate.example
Postbox @ postbox.example
Docket @ docket.example
Sentinel @ sentinel.example
Octave @ octave.example
Grapher @ grapher.example
Clarity @ clarity.example
Clockwork @ clockwork.example
Mirror @ mirror.example
`);
