# The two commands: `make run` and `make test`. Everything else is a part of them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

help: ## what can be asked for
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## build and start a demo court on http://127.0.0.1:8080
	@scripts/run.sh

test: ## everything that is checked before a change lands
	@scripts/test.sh

test-api: ## schemathesis over the running server as nobody, as a person and as staff
	@scripts/test.sh build-court test-api

journeys: ## the journeys in Chromium
	@scripts/test.sh build-h5 build-desk build-court journeys

audit: ## known vulnerabilities of the dependencies (needs the network)
	"$$(scripts/tools.sh deny)" --locked check advisories
	for folder in miniprogram desk; do npm audit --prefix $$folder --omit=dev || exit 1; done

clean: ## what was built; the demo court's data in ./data stays
	cargo clean
	rm -rf .cache miniprogram/dist desk/dist

.PHONY: help run test test-api journeys audit clean
